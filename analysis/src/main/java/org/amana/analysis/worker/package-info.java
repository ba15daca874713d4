/// The program that opens people's files. It runs in a process of its own ([WorkerMain]), fenced in and
/// short-lived, and talks over its standard input and output; nothing in here is ever called by the server. A
/// file is opened ([Opened]), its type told by its content ([Types]), its text and what is inside it taken
/// out ([Extractor], and for each document [DocumentReader]), its pages drawn ([Pictures], [PdfPages]) and
/// read ([Recogniser]).
@org.jspecify.annotations.NullMarked
package org.amana.analysis.worker;
