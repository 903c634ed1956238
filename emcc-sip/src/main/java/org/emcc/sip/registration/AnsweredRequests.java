package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Via;
import org.emcc.sip.transport.Flow;

/**
 * The answers given lately over UDP, so that a request which comes twice is answered twice but handled once. Over a stream nothing comes
 * twice (timer J is 0 there). At most {@value #MAX} of them with {@value #MAX_OCTETS} bytes in all; the oldest go first. Source: RFC 3261
 * 17.2.2 and 17.2.3; sip 5.6.
 */
final class AnsweredRequests {
    static final int MAX = 4_096;

    /** Of answers and of what they are found by. Who sends may make each of them large. */
    static final int MAX_OCTETS = 16_777_216;

    /** An answer as it was sent, and until when it is remembered. */
    static final class Sent {
        private final byte[] bytes;
        private final Flow flow;
        private final Instant until;

        Sent(byte[] bytes, Flow flow, Instant until) {
            this.bytes = bytes;
            this.flow = flow;
            this.until = until;
        }

        byte[] bytes() {
            return bytes;
        }

        Flow flow() {
            return flow;
        }
    }

    private final Duration kept;
    private final Map<String, Sent> answers = new LinkedHashMap<>();
    private long octets;

    AnsweredRequests(Duration kept) {
        this.kept = kept;
    }

    /**
     * What makes two requests the same. Branch, sender and method would do for senders of today; the rest keeps apart the requests of
     * old ones, which have no branch, and of careless ones, which use it again.
     */
    static String key(SipRequest request, Via via) {
        return String.join(
                "\n",
                via.branch().orElse(via.toString()),
                via.host(),
                Integer.toString(via.port().orElse(0)),
                request.method(),
                request.callId().value().orElse(""),
                request.cseq().value().map(Object::toString).orElse(""));
    }

    Optional<Sent> find(String key, Instant now) {
        Iterator<Map.Entry<String, Sent>> oldest = answers.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Sent> entry = oldest.next();
            if (entry.getValue().until.isAfter(now)) {
                break;
            }
            octets -= size(entry);
            oldest.remove();
        }
        return Optional.ofNullable(answers.get(key));
    }

    void keep(String key, byte[] bytes, Flow flow, Instant now) {
        Sent before = answers.remove(key);
        octets -= before == null ? 0 : size(Map.entry(key, before));
        Map.Entry<String, Sent> entry = Map.entry(key, new Sent(bytes, flow, now.plus(kept)));
        octets += size(entry);
        Iterator<Map.Entry<String, Sent>> oldest = answers.entrySet().iterator();
        while (oldest.hasNext() && (answers.size() >= MAX || octets > MAX_OCTETS)) {
            octets -= size(oldest.next());
            oldest.remove();
        }
        answers.put(key, entry.getValue());
    }

    private static long size(Map.Entry<String, Sent> entry) {
        return 2L * entry.getKey().length() + entry.getValue().bytes.length;
    }

    /** For tests. */
    long octets() {
        return octets;
    }

    int size() {
        return answers.size();
    }
}
