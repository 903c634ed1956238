package org.emcc.core.login;

import java.util.function.Supplier;
import org.emcc.core.EmccException;
import org.emcc.core.session.ErrorCode;

/** A port failed, and the login ends with a code that says which; any other failure is a database error (6). */
final class PortFailure extends EmccException {
    private static final long serialVersionUID = 1L;

    /** The number of the code. */
    private final int code;

    private PortFailure(int code, RuntimeException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.code = code;
    }

    /** Users and PINs: 9, the identity service failed or the user's data could not be read (emcc-behaviour 7.2). */
    static <T> T ofUsers(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new PortFailure(9, e);
        }
    }

    /** The code with which a login ends that failed so. */
    static ErrorCode codeOf(Throwable failure) {
        return ErrorCode.of(failure instanceof PortFailure known ? known.code : 6);
    }
}
