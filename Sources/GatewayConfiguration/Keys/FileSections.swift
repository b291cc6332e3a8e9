// The sections of one file, as its top names them and before anything in them is read. Their keys
// are in `SettingKeys`.

import Yams

/// The sections of one file, still to be read; an absent one is empty.
struct FileSections {
    var gateway = Node.Mapping([])
    var history = Node.Mapping([])
    var users = Node.Mapping([])
    var defaults = Node.Mapping([])
    var devices = Node.Mapping([])
    var pools = Node.Mapping([])
}
