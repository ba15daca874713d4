/// What machines read in a blob: text, pages, language, thumbnails; hostile input stays in worker processes.
///
/// [Analysis] is the whole. [AnalysisIntake] puts a task in the [TaskQueue] in the very commit that changes a
/// blob. Each hand of the [Crew] claims one and has the [TaskRunner] carry it out: [ExtractWork] for what can
/// be had at once, [OcrWork] for characters on pictures. Both read the blob through the gate
/// ([MachineReader]) and give it to the worker process in their [WorkerSeat], whose program is the package
/// `worker`; none of its classes is ever loaded in this process.
///
/// What comes back is not trusted: it is checked frame by frame ([WorkerFrames]), section by section
/// ([ReplyReader], [Harvest]), and kept encrypted on the [Shelf], with its rows in [DocumentRows]. They, the
/// end of the task and the news for search ([Outbox]) are one commit, made only if the [Claim] still holds.
/// What fails is tried later or parked with a [Reason], until somebody puts it back ([Requeue]).
///
/// The [Library] reads what was found, and [LibraryPlans] hand it out through the gate; [Drawing] makes a page's
/// picture for somebody who waits; [Sweeper] and [Caretaker] work off what is dropped and keep claims alive.
@org.jspecify.annotations.NullMarked
package org.amana.analysis;
