// What the API answers: one switch over the endpoints, so that the compiler asks for an answer
// where a new one comes. Sockets are not here, and neither is anything that a device or the
// database knows: that is asked of a `GatewayView`, a `GatewayOperations` and a `SessionArchive`.

import FoundationEssentials
import GatewayAPI
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// Turns requests into answers.
struct GatewayResponder: Sendable {
    let view: any GatewayView
    let operations: any GatewayOperations
    let archive: any SessionArchive
    let logger: Logger

    /// How large the body of an order may be.
    private static let orderBytesMax = 8 * 1_024

    /// The answer to a request that came on a control connection; a problem is an answer too.
    func response(to request: Request, on channel: any Channel) async -> Response {
        let endpoint = Endpoint(path: request.uri.path)
        var response: Response
        do {
            let answer = try await answer(to: request, at: endpoint, on: channel)
            response = Response(status: answer.status, json: answer.body)
        } catch let problem as Problem {
            response = Response(problem: problem)
            if problem.code == .methodNotAllowed {
                response.headers[.allow] = endpoint?.allowedMethods
            }
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

    private func answer(
        to request: Request,
        at endpoint: Endpoint?,
        on channel: any Channel
    ) async throws -> (status: HTTPResponse.Status, body: any Encodable) {
        guard let endpoint else {
            throw Problem(
                .notFound,
                "There is nothing at \(request.uri.path).",
                hint: "The API begins at \(Endpoint.devices.path) and \(Endpoint.sessions.path)."
            )
        }
        guard endpoint.takes(request.method) else {
            throw Problem(
                .methodNotAllowed,
                "\(request.uri.path) does not take \(request.method).",
                hint: "Ask with \(endpoint.allowedMethods)."
            )
        }
        switch endpoint {
        case .devices: return (.ok, await view.status())
        case .device(let name): return (.ok, try await device(name))
        case .kickHolder(let name):
            let actor = try await Operators.name(at: channel)
            let order = try await kickOrder(in: request)
            return (.ok, try await operations.kickHolder(of: name, order, by: actor))
        case .drain(let name):
            let actor = try await Operators.name(at: channel)
            return (.ok, try await operations.drain(name, by: actor))
        case .resume(let name):
            let actor = try await Operators.name(at: channel)
            return (.ok, try await operations.resume(name, by: actor))
        case .say(let name):
            let actor = try await Operators.name(at: channel)
            let order: SayOrder = try await order(in: request, as: #"{"text": "a text"}"#)
            return (.ok, try await operations.say(order, at: name, by: actor))
        case .sendBreak(let name):
            let orderer = try await Operators.orderer(at: channel)
            return (.ok, try await operations.sendBreak(to: name, by: orderer))
        case .sessions: return (.ok, try await sessions(query: request.uri.query ?? ""))
        case .session(let id): return (.ok, try await session(id))
        case .kickSession(let id):
            let actor = try await Operators.name(at: channel)
            return (.ok, try await kick(id, try await kickOrder(in: request), by: actor))
        case .tokens:
            _ = try await Operators.name(at: channel)
            return (.ok, try await operations.tokenList())
        case .giveToken(let user):
            let actor = try await Operators.name(at: channel)
            return (.created, try await operations.giveToken(to: user, by: actor))
        case .revokeTokens(let user):
            let actor = try await Operators.name(at: channel)
            return (.ok, try await operations.revokeTokens(of: user, by: actor))
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

    private func kick(
        _ id: Int64,
        _ order: KickOrder,
        by actor: String
    ) async throws -> KickedSession {
        guard order.ifLease == nil else {
            throw Problem(
                .badRequest,
                "`if_lease` is a condition on a device's holder, and a session was named.",
                hint: "Leave it out, or name the device."
            )
        }
        if let kicked = await operations.kick(session: id, order, by: actor) { return kicked }
        _ = try await session(id)
        throw Problem(.conflict, "Session \(id) has ended already.")
    }

    /// Whom and why; all of it may be left out.
    private func kickOrder(in request: Request) async throws -> KickOrder {
        let example = #"{"because": "a text", "if_lease": 12}"#
        return try await orderIfAny(in: request, as: example) ?? KickOrder()
    }

    /// What the body says, which must be something.
    private func order<Order: Decodable>(
        in request: Request,
        as example: String
    ) async throws -> Order {
        if let order: Order = try await orderIfAny(in: request, as: example) { return order }
        throw Problem(.badRequest, "The body of this order is missing.", hint: "Write \(example).")
    }

    /// What the body says; nil where it is empty.
    private func orderIfAny<Order: Decodable>(
        in request: Request,
        as example: String
    ) async throws -> Order? {
        guard let body = try? await request.body.collect(upTo: Self.orderBytesMax) else {
            throw Problem(
                .badRequest,
                "The body of an order has at most \(Self.orderBytesMax) bytes."
            )
        }
        guard body.readableBytes > 0 else { return nil }
        do {
            return try JSONDecoder().decode(Order.self, from: Data(body.readableBytesView))
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.badRequest, "The body is not an order.", hint: "Write \(example).")
        }
    }
}

extension Endpoint {
    /// As `Allow` lists them.
    fileprivate var allowedMethods: String { isOrder ? "POST" : "GET, HEAD" }

    fileprivate func takes(_ method: HTTPRequest.Method) -> Bool {
        isOrder ? method == .post : method == .get || method == .head
    }
}
