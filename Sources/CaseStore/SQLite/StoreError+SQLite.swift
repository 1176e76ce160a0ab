import GRDB
import GRDBSQLite

extension StoreError {
    /// What a result code of SQLite means to an operator.
    init(code: Int32, message: String) {
        switch code & 0xFF {
        case SQLITE_FULL: self = .diskFull(detail: message)
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(detail: message)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(detail: message)
        case SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_AUTH: self = .notPermitted(detail: message)
        case SQLITE_IOERR: self = .io(detail: message)
        case SQLITE_CONSTRAINT: self = .constraint(detail: message)
        default: self = .database(code: code, detail: message)
        }
    }

    /// What the connection says about its last failure.
    init(connection: OpaquePointer?) {
        let code = sqlite3_extended_errcode(connection)
        self.init(code: code, message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "no message")
    }

    /// What GRDB threw.
    init(_ error: DatabaseError) {
        self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "\(error.extendedResultCode)")
    }

    /// Runs GRDB's calls with this module's errors.
    static func mapping<T>(_ body: () throws -> T) throws(StoreError) -> T {
        do { return try body() } catch let error as StoreError { throw error } catch let error as DatabaseError {
            throw StoreError(error)
        } catch { throw .io(detail: "\(error)") }
    }
}
