/**
 * Why a phone believes a file: signed files, encrypted files, and the trust lists (CTL and ITL) that name who may sign.
 *
 * <p>A phone holds at most one list of each kind. It takes a file when a record of these lists is that of the signer and the
 * signature is good, or when the trust verification service (TVS) of the cluster whose list it holds vouches for the signer. With
 * Extension Mobility Cross Cluster the first files of the home cluster meet a phone that holds the visiting cluster's lists only:
 * unless visiting's TVS knows home's signers, the phone refuses them all. {@link org.emcc.tftp.trust.PhoneTrust} finds that out
 * without a phone:
 *
 * <pre>{@code
 * var signer = FileSigner.of(callManagerCertificate, callManagerKey);
 * var itl = TrustList.builder(TrustListKind.ITL, now)
 *         .record(TrustRecord.builder(TrustRole.SAST).certificate(callManagerCertificate).build())
 *         .record(TrustRecord.builder(TrustRole.CCM_TFTP).certificate(callManagerCertificate).build())
 *         .build(signer);
 * var file = SignedFile.builder("SEP001122334455.cnf.xml.sgn", xml, now).build(signer);
 *
 * var phone = PhoneTrust.empty();
 * TrustVerdict first = phone.accepts(itl); // FirstUse
 * TrustVerdict then = phone.holding(itl).accepts(file); // Known, by the record with the role CCM+TFTP
 * }</pre>
 *
 * <p>Start with {@link org.emcc.tftp.trust.Envelope#decode} to read, and with the builders of
 * {@link org.emcc.tftp.trust.SignedFile}, {@link org.emcc.tftp.trust.EncryptedFile} and
 * {@link org.emcc.tftp.trust.TrustList} to write. Elements that nothing is known of are kept and written back. Nothing here asks
 * for the time or for randomness by itself.
 *
 * <p>Source: phone-config-files 6 to 8.
 */
@NullMarked
package org.emcc.tftp.trust;

import org.jspecify.annotations.NullMarked;
