/// main(): configuration, wiring, start and stop. The only place that knows every part.
///
/// [Amana] is the whole: [Parts] opens what a data folder holds, from the disk upwards; [Serving] sets the parts to
/// work; what was opened and started is closed in the opposite order. The operator's commands find an [Operator], in
/// the server that holds the folder ([Control]) or on the folder opened for them ([Host]).
///
/// `...Command` is what somebody types; a [DataCommand] works on the data folder, a [LookingCommand] changes
/// nothing there. A folder is taken in over the Blob endpoint, as any client's files are: [FolderImport] finds
/// out what is to be sent, and the [BlobClient] sends it.
@org.jspecify.annotations.NullMarked
package org.amana.server;
