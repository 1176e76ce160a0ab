/// Every bound of what a document may hold.
public enum DocumentLimits {
    /// Documents of one kind for one case on one day.
    public static let serialMax = 99
    /// Sections of a document.
    public static let sectionsMax = 20
    /// Tables of a document.
    public static let tablesMax = 10
    /// Columns of a table.
    public static let columnsMax = 8
    /// Rows of a section or a table.
    public static let rowsMax = 200
    /// Paragraphs of a document.
    public static let paragraphsMax = 20
}
