// A long answer in pieces, so that a million rows need no more memory than a thousand. How large a
// piece may be, the API says.

import GatewayAPI

extension SessionArchive {
    /// Hands over the sessions that satisfy the filter, page by page, newest first, until its limit
    /// is reached; the first page also when it is empty. Returns whether there are more of them.
    func pages(
        _ filter: SessionFilter,
        _ take: ([SessionRecord]) throws -> Void
    ) async throws -> Bool {
        var filter = filter
        var left = filter.limit ?? .max
        repeat {
            filter.limit = min(left, SessionFilter.pageRowsMax)
            let page = try await sessions(filter)
            try take(page.sessions)
            left -= page.sessions.count
            filter.cursor = page.cursor
            guard !page.sessions.isEmpty else { return false }
        } while left > 0 && filter.cursor != nil
        return filter.cursor != nil
    }
}
