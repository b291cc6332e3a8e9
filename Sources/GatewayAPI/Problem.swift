// What went wrong, for people: a code, a sentence and a hint. The one table from code to HTTP
// status to exit status is here. To add a code: a case, its two numbers, its line in docs/CLI.md.

/// A failure that reaches a person: what, who, what next.
public struct Problem: Error, Codable, Hashable, Sendable {
    public enum Code: String, CaseIterable, Codable, Sendable {
        case badRequest = "bad_request"
        case usage
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case conflict
        case failed
        case noGateway = "no_gateway"
        case busy
        case notPermitted = "not_permitted"
        case badConfiguration = "bad_configuration"
        case portInUse = "port_in_use"
        case stateDirectoryUnusable = "state_directory_unusable"
        case stateDirectoryInUse = "state_directory_in_use"
        case databaseNewer = "database_newer"
        case databaseUnusable = "database_unusable"
        case timedOut = "timed_out"
    }

    public var code: Code
    /// What is wrong and with what; a sentence.
    public var message: String
    /// What to do next; a sentence, or empty.
    public var hint: String

    public init(_ code: Code, _ message: String, hint: String = "") {
        self.code = code
        self.message = message
        self.hint = hint
    }
}

extension Problem {
    /// Somebody asked for a device that is not there; `names` are those that are.
    public static func noDevice(_ name: String, among names: [String]) -> Problem {
        Problem(
            .notFound,
            "There is no device '\(name)'.",
            hint: names.isEmpty ? "" : Spelling.hint(for: name, among: names)
        )
    }

    /// Somebody asked for a session that is not in the record.
    public static func noSession(_ id: Int64) -> Problem {
        Problem(
            .notFound,
            "There is no session \(id).",
            hint: "`hotseat sessions` lists the sessions."
        )
    }
}

extension Problem.Code {
    /// A code that a later version sends is a failure like any other.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = Self(rawValue: text) ?? .failed
    }

    /// What HTTP says of it (RFC 9110, section 15).
    public var httpStatus: Int {
        switch self {
        case .badRequest, .usage: 400
        case .notPermitted: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict, .busy: 409
        case .timedOut: 504
        case .noGateway, .databaseUnusable: 503
        case .failed, .badConfiguration, .portInUse, .stateDirectoryUnusable,
            .stateDirectoryInUse, .databaseNewer:
            500
        }
    }

    /// The program's exit status (sysexits.h, and timeout(1) for 124).
    public var exitStatus: Int32 {
        switch self {
        case .failed, .notFound, .methodNotAllowed, .conflict: 1
        case .badRequest, .usage: 64
        case .noGateway: 69
        case .busy: 75
        case .notPermitted: 77
        case .badConfiguration, .portInUse, .stateDirectoryUnusable, .stateDirectoryInUse,
            .databaseNewer, .databaseUnusable:
            78
        case .timedOut: 124
        }
    }
}
