import CaseModel
import Mustache

/// Makes printable pages of documents from the templates of a folder.
///
/// A page is one HTML file that needs nothing else: its style is in it, it loads nothing and runs nothing. The same content
/// gives the same bytes with the same templates, so that a page can be kept and named by its digest.
package struct DocumentRenderer: Sendable {
    /// The media type of a page.
    package static let mediaType = "text/html"

    private let library: MustacheLibrary

    /// Reads and checks a folder of templates; whatever is wrong is named with its file and line.
    package init(folder: String) throws(ConfigurationError) {
        library = try TemplateFolder(path: folder).library
    }

    /// The page of a content as HTML in UTF-8; refuses a content that must not be issued (see
    /// `DocumentContent.checked()`).
    package func page(of content: DocumentContent) throws(CaseRefusal) -> String {
        let content = try content.checked()
        guard let page = library.render(DocumentView(content).values, withTemplate: content.kind.rawValue) else {
            preconditionFailure("a folder that was read has a template for every kind")
        }
        return page
    }
}
