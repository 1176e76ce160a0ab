import CaseModel
import Foundation

/// A folder with the files of a catalogue: `items/*.yaml`, `shared/*.yaml` and `guides/CITY/*.yaml`.
package enum CatalogueFolder {
    /// Reads all files and checks them together; every fault is named with its file and line.
    package static func load(path: String) throws(ConfigurationErrors) -> Catalogue {
        var reader = CatalogueReader()
        let items = files(in: path + "/items", &reader)
        if items.isEmpty {
            reader.note(
                ConfigurationError(
                    file: path,
                    problem: "there are no items here",
                    expected: "expected a folder with items/*.yaml, shared/*.yaml and guides/CITY/*.yaml"
                )
            )
        }
        for file in items { reader.readItems(file) }
        for file in files(in: path + "/shared", &reader) { reader.readShared(file) }
        for name in names(in: path + "/guides") {
            let folder = path + "/guides/" + name
            if let city = CityCode(name) {
                for file in files(in: folder, &reader) { reader.readGuides(file, city: city) }
            } else {
                reader.note(
                    ConfigurationError(
                        file: folder,
                        problem: "this is no city's folder",
                        expected: "name it with the six digits of the city"
                    )
                )
            }
        }
        return try reader.catalogue(in: path)
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
