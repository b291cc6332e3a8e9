// The one list of who is compared, in the order of the columns. What each of them is, is in its own
// file; to add one, write that (see Contestant) and name it here.

/// Who is compared.
enum Contestants {
    /// All of them; `program` is the path of hotseat.
    static func all(hotseat program: String) -> [any Contestant] {
        [Bare(), Hotseat(program: program), HAProxy(), Ser2net(), Conserver(), Socat()]
    }
}
