import Synchronization

/// Which uploads in parts are being written, and the files of those that were a moment ago: a part that follows at once
/// need not read back what is on disk.
final class UploadTable: Sendable {
    /// A file that nobody writes to.
    ///
    /// It has one owner at a time: this table, or who took it out.
    private struct Parked: @unchecked Sendable {
        let file: StagedFile
        let turn: UInt64
    }

    private struct State {
        var busy: Set<String> = []
        var parked: [String: Parked] = [:]
        var turns: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Files that are kept open.
    static let parkedMax = 32

    /// Takes the right to write; `nil` where somebody has it, and else whether there is a file.
    func take(_ id: String) throws(UploadError) -> StagedFile? {
        let parked = state.withLock { state -> Result<Parked?, UploadError> in
            guard state.busy.insert(id).inserted else { return .failure(.locked(id)) }
            return .success(state.parked.removeValue(forKey: id))
        }
        return try parked.get()?.file
    }

    /// Gives the right back, with the file if it is to be kept open.
    func give(_ id: String, _ file: StagedFile?) {
        // The caller lets go of the file here.
        nonisolated(unsafe) let file = file
        state.withLock { state in
            state.busy.remove(id)
            guard let file else { return }
            state.turns += 1
            state.parked[id] = Parked(file: file, turn: state.turns)
            if state.parked.count > Self.parkedMax, let oldest = state.parked.min(by: { $0.value.turn < $1.value.turn })
            {
                state.parked[oldest.key] = nil
            }
        }
    }
}
