/// Backups: a data folder, copied to a depot (another folder, or a container of a Blob server) while its server runs,
/// and put back from there. A [org.amana.backup.Backup] copies in the order that makes the copy one which a power cut
/// could have left, so that what is put back opens as after a power cut; what an earlier backup in the depot has
/// already is referred to and not copied. The [org.amana.backup.Manifest] is written last: without it there is no
/// backup. A [org.amana.backup.Restore] checks every byte against it. Format: `docs/formats/backup.md`.
@NullMarked
package org.amana.backup;

import org.jspecify.annotations.NullMarked;
