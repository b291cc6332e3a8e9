// An answer's form: JSON, with the headers that every answer has. What is in it is
// `GatewayResponder`'s.

import FoundationEssentials
import GatewayAPI
import HTTPTypes
import HummingbirdCore
import NIOCore

extension Response {
    /// An answer with a document.
    init(status: HTTPResponse.Status, json: any Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(json) else {
            preconditionFailure("\(type(of: json)) holds what JSON has no form for")
        }
        self.init(
            status: status,
            headers: [
                .contentType: "application/json",
                .cacheControl: "no-store",
                .date: Timestamp.now.httpDate,
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// An answer that says what went wrong, in its envelope.
    init(problem: Problem) {
        self.init(
            status: HTTPResponse.Status(code: problem.code.httpStatus),
            json: ProblemEnvelope(problem)
        )
    }
}
