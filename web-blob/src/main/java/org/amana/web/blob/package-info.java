/// The Azure Blob REST protocol: one class for each operation.
@org.jspecify.annotations.NullMarked
package org.amana.web.blob;
