// What a link reports of itself, to whoever runs it: `LeaseRunner+Link`. What is asked of a link is
// `DeviceLink`.

import LeaseCore
import NIOCore

/// Told what becomes of a link. Always called on the device's event loop.
protocol DeviceLinkObserver: AnyObject {
    func linkOpened(_ link: any DeviceLink)
    /// The connect ended without a connection; `detail` is the system's word for it.
    func linkFailed(_ link: any DeviceLink, _ failure: LinkFailure, detail: String)
    func linkRead(_ link: any DeviceLink, _ bytes: ByteBuffer)
    /// Bytes wait for the device, which is there, and it has taken none for `device_stall`.
    func linkStalled(_ link: any DeviceLink, detail: String)
    /// The open link ended by itself and is gone.
    func linkLost(_ link: any DeviceLink, _ reason: EndReason, detail: String)
    /// The link that was released is gone; `how` in words.
    func linkReleased(_ link: any DeviceLink, how: String)
}
