// What a gateway answered, and the ways to read it: as the document that was asked for, or as the
// problem that it sent instead.

import FoundationEssentials
import GatewayAPI

/// An HTTP answer, whole.
struct GatewayAnswer: Sendable {
    var address: GatewayAddress
    /// The HTTP status.
    var status: Int
    var body: [UInt8]

    /// The document, where the status is 200 or `other`.
    func document<Document: Decodable>(
        _: Document.Type = Document.self,
        alsoWhen other: Int = 200
    ) throws(Problem) -> Document {
        guard status == 200 || status == other else { throw problem }
        do {
            return try JSONDecoder().decode(Document.self, from: Data(body))
        } catch {
            throw notAGateway
        }
    }

    /// The document; nil where the gateway says that there is none.
    func documentIfFound<Document: Decodable>() throws(Problem) -> Document? {
        if status == 404, problem.code == .notFound { return nil }
        return try document()
    }

    private var problem: Problem {
        let envelope = try? JSONDecoder().decode(ProblemEnvelope.self, from: Data(body))
        return envelope?.error ?? notAGateway
    }

    private var notAGateway: Problem {
        Problem(
            .noGateway,
            "What answers at \(address.text) (HTTP status \(status)) is not a hotseat gateway, or "
                + "one that this program does not understand.",
            hint: "Look at --gateway and HOTSEAT_GATEWAY, and at the versions of both."
        )
    }
}
