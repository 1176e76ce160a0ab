import CaseStore
import ExchangeCore
import ExchangeWire
import Foundation
import Synchronization

/// The questions for accounts that peers have yet to answer.
final class AccountBook: Sendable {
    private typealias Answer = CheckedContinuation<[StreamAccount]?, Never>

    private struct Question {
        var peer: NodeCode
        var answer: Answer
    }

    private let questions = Mutex<[UInt64: Question]>([:])
    // Peers whose question is being answered: one at a time each, since an answer costs far more than its question.
    private let answering = Mutex<Set<NodeCode>>([])

    /// Sends a question with a number of its own and waits for its answer; `nil` when none comes in time.
    func ask(_ peer: NodeCode, send: (UInt64) -> Void) async -> [StreamAccount]? {
        let number = UInt64.random(in: 1 ... .max)
        return await withCheckedContinuation { (answer: Answer) in
            questions.withLock { $0[number] = Question(peer: peer, answer: answer) }
            send(number)
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Reconciliation.answerSeconds)) {
                self.close(number, with: nil)
            }
        }
    }

    /// Takes a frame of a peer: answers its question from the store, or closes ours with its answer.
    ///
    /// An answer that nobody asked this peer for is ignored.
    func take(_ frame: AccountFrame, from peer: NodeCode, store: any Store, post: ExchangePost) {
        switch frame {
        case .request(let request):
            guard answering.withLock({ $0.insert(peer).inserted }) else { return }
            // Off the exchange thread: it reads a header for each day.
            DispatchQueue.global().async {
                defer { self.answering.withLock { _ = $0.remove(peer) } }
                guard let accounts = try? store.read({ try StreamAccount.all(with: peer, reader: $0) }) else { return }
                post.put(.account(.answer(AccountAnswer(number: request.number, accounts: accounts)), to: peer))
            }
        case .answer(let answer):
            guard questions.withLock({ $0[answer.number]?.peer }) == peer else { return }
            close(answer.number, with: answer.accounts)
        }
    }

    private func close(_ number: UInt64, with accounts: [StreamAccount]?) {
        questions.withLock { $0.removeValue(forKey: number) }?.answer.resume(returning: accounts)
    }
}
