package org.emcc.sip.routing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.SipHeader;

/**
 * How an INVITE on the PSTN Access trunk says which visiting phone it is from. How the product says it is not public; who knows it
 * gives an implementation of this.
 *
 * <p>Source: sip 2.7 and 8.
 *
 * @implSpec pure; {@link #decode} never throws for what a message says, and a message without the identity is no error: the call then goes
 *     by <em>Use trunk CSS</em>
 * @since 0.1.0
 */
public interface VisitingPhoneIdentity {
    /** The header of {@link #ofThisSdk}. */
    String HEADER = "Emcc-Sdk-Visiting-Phone";

    /**
     * Says which phone a call is from.
     *
     * @param phone the phone
     * @return a header
     */
    SipHeader encode(DeviceName phone);

    /**
     * Reads which phone a call is from.
     *
     * @param headers all headers of the INVITE
     * @return the phone, or empty when the message does not say it, or says it in a way that cannot be read
     */
    Optional<DeviceName> decode(List<SipHeader> headers);

    /**
     * The SDK's own header, {@value #HEADER}. It is not the product's encoding, and understood by this SDK only.
     *
     * @return the encoding
     */
    static VisitingPhoneIdentity ofThisSdk() {
        return new VisitingPhoneIdentity() {
            @Override
            public SipHeader encode(DeviceName phone) {
                return SipHeader.of(
                        HEADER, Objects.requireNonNull(phone, "phone").value());
            }

            @Override
            public Optional<DeviceName> decode(List<SipHeader> headers) {
                List<String> named = headers.stream()
                        .filter(header -> header.is(HEADER))
                        .map(SipHeader::value)
                        .distinct()
                        .toList();
                if (named.size() != 1 || !named.get(0).trim().matches("[A-Za-z0-9._-]{1,128}")) {
                    return Optional.empty();
                }
                return Optional.of(DeviceName.of(named.get(0).trim()));
            }
        };
    }
}
