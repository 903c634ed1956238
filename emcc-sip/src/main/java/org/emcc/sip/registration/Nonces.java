package org.emcc.sip.registration;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The nonces of one registrar. Each carries its time, a number and a signature over both and the address that it was given to, so that
 * nothing has to be kept of those that were given out. The key is random and lives as long as the registrar. Confined to its loop.
 *
 * <p>Source: RFC 7616 5.4 and 3.3.
 */
final class Nonces {
    private static final int BODY = 16;
    private static final int SIGNATURE = 16;

    /** Three bytes each make four characters, without padding. */
    private static final int CHARACTERS = ((BODY + SIGNATURE) * 4 + 2) / 3;

    private final Duration life;
    private final Mac mac;
    private final byte[] realm;
    private long issued;

    Nonces(RandomGenerator random, String realm, Duration life) {
        this.realm = realm.getBytes(StandardCharsets.UTF_8);
        this.life = life;
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
        Arrays.fill(key, (byte) 0);
    }

    /**
     * One of ours: when it was made, in milliseconds, and which one it was. The later one is greater.
     */
    record Issued(long millis, long number) implements Comparable<Issued> {
        @Override
        public int compareTo(Issued other) {
            return Long.compare(number, other.number);
        }
    }

    /** A nonce serves for the address that asked, so that nobody gives away what others may guess with. */
    String issue(Instant now, InetAddress source) {
        byte[] body = ByteBuffer.allocate(BODY)
                .putLong(now.toEpochMilli())
                .putLong(++issued)
                .array();
        byte[] all = Arrays.copyOf(body, BODY + SIGNATURE);
        System.arraycopy(signature(body, source), 0, all, BODY, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** What a nonce carries; empty when it is not ours, or was given to another address. */
    Optional<Issued> read(String nonce, InetAddress source) {
        if (nonce.length() != CHARACTERS) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(all, BODY);
        byte[] signature = Arrays.copyOfRange(all, BODY, BODY + SIGNATURE);
        if (!MessageDigest.isEqual(signature, signature(body, source))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        return Optional.of(new Issued(in.getLong(), in.getLong()));
    }

    /** Whether it is too old; one of the future is, because the clock was set back. */
    boolean isStale(Issued issued, Instant now) {
        long age = now.toEpochMilli() - issued.millis();
        return age < 0 || age >= life.toMillis();
    }

    private byte[] signature(byte[] body, InetAddress source) {
        mac.update(realm);
        mac.update(source.getAddress());
        return Arrays.copyOf(mac.doFinal(body), SIGNATURE);
    }
}
