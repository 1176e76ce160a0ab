extension AlarmBoard {
    /// Every code that an alarm may have, so that whoever watches knows those that do not stand.
    package static let codes = [
        "backlog", "disk-low", "epoch-changed", "file-drop", "halted", "material-infected", "material-waits",
        "outstanding", "parcel", "peer-silent", "peer-went-back", "recovering", "version-refused", "virus-check-fails",
        "webhook-failing", "webhook-stopped",
    ]
}
