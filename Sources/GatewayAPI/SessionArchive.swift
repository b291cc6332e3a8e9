// What the API and the command line can ask of the record. History answers it, from a running
// gateway's database or from a file; a client answers it by asking a gateway.

/// The recorded side of the API.
public protocol SessionArchive: Sendable {
    /// Sessions that satisfy the filter, newest first. Throws a `Problem`.
    func sessions(_ filter: SessionFilter) async throws -> SessionPage

    /// One session, whole, with its events; nil where none has that number. Throws a `Problem`.
    func session(_ id: Int64) async throws -> SessionRecord?
}
