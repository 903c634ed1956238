package org.emcc.tftp.content;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.id.DeviceName;

/**
 * The trust lists under the names that each phone asks for: {@code CTLSEP<mac>.tlv} is {@code CTLFile.tlv} and {@code ITLSEP<mac>.tlv} is
 * {@code ITLFile.tlv} of another source, but only for phones that are known. For others they are not found, as any file is that is not
 * there. A list that the other source has under the phone's own name goes first.
 *
 * <p>Source: tftp 10.2 (steps 2 and 3); phone-config-files 1 (the name in the header stays the generic one) and 2.2.
 *
 * @threadsafety thread-safe if the source and the predicate are
 * @since 0.1.0
 */
public final class DeviceTrustLists implements ContentSource {
    private static final Pattern OF_DEVICE = Pattern.compile("(ctl|itl)(sep[0-9a-f]{12})\\.tlv");

    private final ContentSource source;
    private final Predicate<DeviceName> known;

    private DeviceTrustLists(ContentSource source, Predicate<DeviceName> known) {
        this.source = Objects.requireNonNull(source, "source");
        this.known = Objects.requireNonNull(known, "known");
    }

    /**
     * The lists of a source.
     *
     * @param source has {@code CTLFile.tlv} and {@code ITLFile.tlv}, or one or none of them, and everything else
     * @param known whether a phone is one of this service, those included that have logged in from other clusters and are temporary devices
     *     here; called on the threads of servers, and must not wait
     * @return a source over it
     */
    public static DeviceTrustLists of(ContentSource source, Predicate<DeviceName> known) {
        return new DeviceTrustLists(source, known);
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        Matcher matcher = OF_DEVICE.matcher(request.name().value());
        ContentAnswer own = source.find(request);
        if (!matcher.matches()) {
            return own;
        }
        ContentName list = ContentName.of(matcher.group(1) + "file.tlv");
        Optional<DeviceName> device =
                ContentName.of(matcher.group(2) + ".cnf.xml").phone();
        return Answers.orElse(
                own,
                () -> device.filter(known)
                        .map(phone -> source.find(new ContentRequest(list, request.client(), request.transport())))
                        .orElseGet(ContentAnswer.NotFound::new));
    }
}
