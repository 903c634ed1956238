package org.emcc.bench;

import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;

/** Every PIN is good, and none is hashed: a hash is slow because it is meant to be. */
final class GoodPins implements Credentials {
    @Override
    public PinCheck check(UserId user, Pin pin, ClusterId source) {
        return PinCheck.GOOD;
    }

    @Override
    public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
        throw new UnsupportedOperationException("no benchmark changes a PIN");
    }
}
