package org.emcc.core.axl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.emcc.core.internal.Require;

/** Who asks. It does not print its password. */
final class AxlAccount {
    private static final int LONGEST = 1024;

    private final String user;
    private final char[] password;

    AxlAccount(String user, char[] password) {
        this.user = Require.text(user, "user", 255);
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user must not have a colon, which Basic authentication cannot send");
        }
        Objects.requireNonNull(password, "password");
        if (password.length == 0 || password.length > LONGEST) {
            throw new IllegalArgumentException(
                    "password must have 1 to " + LONGEST + " characters, but has " + password.length);
        }
        this.password = password.clone();
    }

    String user() {
        return user;
    }

    /** The header Authorization. */
    String authorization() {
        return "Basic " + token();
    }

    private String token() {
        CharBuffer both = CharBuffer.allocate(user.length() + 1 + password.length);
        both.put(user).put(':').put(password).flip();
        ByteBuffer bytes = UTF_8.encode(both);
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        String token = Base64.getEncoder().encodeToString(exact);
        Arrays.fill(both.array(), ' ');
        Arrays.fill(exact, (byte) 0);
        return token;
    }

    /** What a cluster says, unless it says the password. */
    String told(String text) {
        return text.contains(String.valueOf(password)) || text.contains(token())
                ? "(not told, for it has the password in it)"
                : text;
    }

    @Override
    public String toString() {
        return "AxlAccount[" + user + "]";
    }
}
