/// The Azure Blob REST protocol: one class for each operation.
///
/// A request comes to [BlobEndpoint]. Its URL is taken apart ([Endpoint], [Target]), the [Authenticator]
/// finds out which key or token shows who asks and so for which purpose, and the [Router] picks the
/// [Operation]: by method, level and `comp`, `restype`. The operation reads the rest from the [Call], says
/// what it touches ([Access]) and hands over a plan of `BlobService`; [Accesses] takes both through the gate,
/// and what comes of it the operation writes to a [Reply].
///
/// The names tell the rest. `...Operation` is an operation, named as Azure's documentation does; `...Headers`
/// reads and writes headers that go together, `...Xml` a document, `...Sas` a kind of shared access signature
/// ([Sas]); `...Exchange` stands before another [exchange][org.amana.web.http.Exchange] and changes a little
/// of it: batches ([BatchPartExchange]), pages of other origins ([CorsExchange]), websites
/// ([WebsiteExchange]).
///
/// What fails anywhere is an [org.amana.kernel.AmanaException] with a code; [AzureErrorTable] alone knows which
/// status, code and sentence Azure's clients are told for it.
@org.jspecify.annotations.NullMarked
package org.amana.web.blob;
