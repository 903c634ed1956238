/**
 * What is served, whatever the transport: a source turns a name and the circumstances of a request into an answer. The ready
 * sources for phones are {@link org.emcc.tftp.content.ClusterPhoneFiles}, the files of a cluster as core publishes them, and under it
 * {@link org.emcc.tftp.content.PhoneFileStore}, for files that somebody else makes:
 *
 * <pre>{@code
 * var store = PhoneFileStore.builder()
 *         .ownFiles(device -> directory.fileOf(device))
 *         .build();
 * store.redirect(phone, "login-1", redirect);   // the phone's own file is hidden
 * store.restore(phone, "login-1");              // and there again
 * }</pre>
 *
 * <p>Sources can be laid over each other: {@link org.emcc.tftp.content.OverlayDirectory} puts the files of a directory before another
 * source, {@link org.emcc.tftp.content.CachedContent} keeps what an application takes long to build, {@link org.emcc.tftp.content.DeviceTrustLists} gives
 * each known phone the trust lists, and {@link org.emcc.tftp.content.SignedContent} has both forms of every file, signed and plain; there
 * stands how a service is put together.
 *
 * <p>Source: tftp 9.1 and 10; phone-config-files 4.4 and 4.5.
 */
@NullMarked
package org.emcc.tftp.content;

import org.jspecify.annotations.NullMarked;
