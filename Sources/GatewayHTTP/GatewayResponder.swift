// What the API answers: one switch over the endpoints, so that the compiler asks for an answer
// where a new one comes. Sockets are not here, and neither is anything that a device or the
// database knows: that is asked of a `GatewayView` and a `SessionArchive`.

import GatewayAPI
import HTTPTypes
import HummingbirdCore
import Logging

/// Turns requests into answers.
struct GatewayResponder: Sendable {
    let view: any GatewayView
    let archive: any SessionArchive
    let logger: Logger

    /// The answer to a request; a problem is an answer too.
    func response(to request: Request) async -> Response {
        let response: Response
        do {
            let answer = try await answer(to: request)
            response = Response(status: answer.status, json: answer.body)
        } catch let problem as Problem {
            response = Response(problem: problem)
        } catch {
            logger.error("\(request.method) \(request.uri.path) failed: \(error)")
            response = Response(
                problem: Problem(
                    .failed,
                    "The gateway could not answer \(request.uri.path).",
                    hint: "Its log says why."
                )
            )
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(to request: Request) async throws -> (
        status: HTTPResponse.Status, body: any Encodable
    ) {
        guard let endpoint = Endpoint(path: request.uri.path) else {
            throw Problem(
                .notFound,
                "There is nothing at \(request.uri.path).",
                hint: "The API begins at \(Endpoint.devices.path) and \(Endpoint.sessions.path)."
            )
        }
        guard request.method == .get || request.method == .head else {
            throw Problem(
                .methodNotAllowed,
                "\(request.uri.path) does not take \(request.method).",
                hint: "Ask with \(Response.allowedMethods)."
            )
        }
        switch endpoint {
        case .devices: return (.ok, await view.status())
        case .device(let name): return (.ok, try await device(name))
        case .sessions: return (.ok, try await sessions(query: request.uri.query ?? ""))
        case .session(let id): return (.ok, try await session(id))
        case .live: return (.ok, ["live": true])
        case .ready:
            let readiness = Readiness(problems: await view.problems())
            return (readiness.ready ? .ok : .serviceUnavailable, readiness)
        }
    }

    private func device(_ name: String) async throws(Problem) -> DeviceStatus {
        if let device = await view.status(of: name) { return device }
        throw .noDevice(name, among: await view.status().devices.map(\.device))
    }

    private func sessions(query: String) async throws -> SessionPage {
        var filter = try SessionFilter(query: query, clock: .local)
        filter.limit = min(filter.limit ?? .max, SessionFilter.pageRowsMax)
        return try await archive.sessions(filter)
    }

    private func session(_ id: Int64) async throws -> SessionRecord {
        guard let session = try await archive.session(id) else { throw Problem.noSession(id) }
        return session
    }
}
