// The command line: paths by options, scenarios by their names, contestants by `@` and their name.
// Which names there are is not known here. To add an option: a case in `init` and a property.

/// What was asked for.
struct Arguments {
    /// The gateway's executable.
    private(set) var hotseat = "hotseat"
    /// Where the page goes, when everything is measured.
    private(set) var page: String?
    /// Only these scenarios; all if empty.
    private(set) var names: Set<String> = []
    /// Only these contestants, `@HAProxy`; all if empty.
    private(set) var contestants: Set<String> = []
    /// What is no option.
    private(set) var unknown: String?

    init(_ words: some Sequence<String>) {
        var option: String?
        for word in words {
            switch option {
            case "--hotseat": hotseat = word
            case "--page": page = word
            default:
                if word == "--hotseat" || word == "--page" {
                    option = word
                    continue
                } else if word.hasPrefix("-") {
                    unknown = word
                } else if word.hasPrefix("@") {
                    contestants.insert(String(word.dropFirst()))
                } else {
                    names.insert(word)
                }
            }
            option = nil
        }
    }
}
