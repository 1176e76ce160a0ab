import CaseModel
import Foundation

/// A folder with the files of a catalogue: `items/*.yaml`, `shared/*.yaml` and `guides/CITY/*.yaml`.
package enum CatalogueFolder {
    /// Files of a catalogue.
    package static let filesMax = 10_000

    /// Reads all files and checks them together; every fault is named with its file and line.
    package static func load(path: String) throws(ConfigurationErrors) -> Catalogue {
        var reader = CatalogueReader()
        var count = 0
        for file in files(in: path + "/items", &reader) {
            reader.readItems(file)
            count += 1
        }
        if count == 0 {
            reader.note(
                ConfigurationError(
                    file: path,
                    problem: "there are no items here",
                    expected: "expected a folder with items/*.yaml, shared/*.yaml and guides/CITY/*.yaml"
                )
            )
        }
        for file in files(in: path + "/shared", &reader) { reader.readShared(file) }
        let guides = path + "/guides"
        for folder in names(in: guides) {
            guard let city = CityCode(folder) else {
                reader.note(
                    ConfigurationError(
                        file: guides + "/" + folder,
                        problem: "this is no city's folder",
                        expected: "name it with the six digits of the city"
                    )
                )
                continue
            }
            for file in files(in: guides + "/" + folder, &reader) {
                reader.readGuides(file, city: city)
                count += 1
                guard count < filesMax else {
                    let problem = ConfigurationError(
                        file: file,
                        problem: "there are more than \(filesMax) files",
                        expected: "put guides of one field into one file"
                    )
                    throw ConfigurationErrors([problem])
                }
            }
        }
        return try reader.catalogue()
    }

    /// The YAML files of a folder, in order; anything else in it is a fault, so that no file is left unread unnoticed.
    private static func files(in folder: String, _ reader: inout CatalogueReader) -> [String] {
        names(in: folder).compactMap { name in
            let file = folder + "/" + name
            guard name.hasSuffix(".yaml") else {
                reader.note(
                    ConfigurationError(
                        file: file,
                        problem: "only files whose names end in .yaml are read here",
                        expected: "rename it, or move it away"
                    )
                )
                return nil
            }
            return file
        }
    }

    /// The names in a folder without hidden ones, in order; none when there is no such folder.
    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
}
