// What a client is told before it is let in, or instead: the questions of a login, and why it may
// not come in. To add one: a case and its words.

import LeaseCore

/// What is said at the door, behind the device's name.
enum DoorSentence {
    /// Who are you? Asked again after a wrong answer, while tries are left.
    case question(Login.Question, triesLeft: Int? = nil)
    case refused(Login.Question, Login.Refusal)
    case tooLate
    /// The client showed no certificate, or nobody's.
    case noUsersCertificate
    /// `who` may not use the device so.
    case mayNot(Access.Use, who: String, Access.Refusal)

    var words: String {
        switch self {
        case .question(let question, nil): "your \(question.word), please:"
        case .question(let question, let triesLeft?):
            "that is nobody's \(question.word);"
                + " \(triesLeft == 1 ? "one try is" : "\(triesLeft) tries are") left."
                + " Your \(question.word), please:"
        case .refused(let question, .wrongTooOften):
            "that was nobody's \(question.word) either;"
                + " ask whoever runs this gateway for yours."
        case .refused(let question, .tooLong):
            "no \(question.word) is longer than \(Login.lineByteCountMax) bytes."
        case .tooLate:
            "you did not say who you are within"
                + " \(Login.durationMax.nanoseconds / 1_000_000_000) s; connect again."
        case .noUsersCertificate:
            "your end showed no certificate of a user; ask whoever runs this gateway for one."
        case .mayNot(_, let who, .denied):
            "\(who) is shut out; ask whoever runs this gateway."
        case .mayNot(let use, let who, .notListed):
            "\(who) is not among those who may \(use == .hold ? "use" : "observe") it;"
                + " ask whoever runs this gateway."
        }
    }
}

extension Login.Question {
    fileprivate var word: String {
        switch self {
        case .name: "name"
        case .token: "token"
        }
    }
}
