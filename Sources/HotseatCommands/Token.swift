// `hotseat token`: the verbs about users' tokens. Each is in a file of its own; whose token lets
// whom in is the configuration's.

import ArgumentParser

struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give users tokens, list them, revoke them.",
        discussion: "For operators alone: root, the gateway's own user, the group hotseat.",
        subcommands: [TokenGive.self, TokenShow.self, TokenRevoke.self]
    )
}
