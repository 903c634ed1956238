/**
 * Reads and writes PKCS#12 files that hold certificates and no keys, bag by bag.
 *
 * <p>Start with {@link org.emcc.certs.pkcs12.CertificateFile}. It sees every certificate of a file, also those without a
 * name or with the name of another, keeps the good ones beside the problems of the bad ones, counts the work that a file
 * asks for before it does any of it, and never opens a private key.
 *
 * <pre>{@code
 * FilePassword password = FilePassword.of("changeit".toCharArray());
 * Decoded<CertificateFile> read = CertificateFile.decode(bytes, password, Pkcs12Limits.DEFAULTS);
 * read.problems().forEach(System.out::println);
 * for (CertificateBag bag : read.value().orElseThrow().bags()) {
 *     System.out.println(bag);
 * }
 * byte[] again = CertificateFile.of(bags).encode(Pkcs12Profile.COMPATIBLE, password);
 * }</pre>
 *
 * <p>{@link org.emcc.certs.pkcs12.TrustStoreExport} hands a set of certificates to other programs: PEM, PKCS#12, JKS, or a key store
 * in memory.
 *
 * <p>Source: certificates 2 (RFC 7292).
 */
@NullMarked
package org.emcc.certs.pkcs12;

import org.jspecify.annotations.NullMarked;
