// Where the program begins. Everything that it does is in HotseatCommands, where tests can reach it.

import HotseatCommands

@main
struct Program {
    static func main() async {
        await Hotseat.main()
    }
}
