package org.emcc.core.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.session.ErrorCode;

/** There are no local logins, and none can be begun. */
final class LocalLoginsOfNobody implements LocalLogins, NeverBlocks {
    static final LocalLoginsOfNobody INSTANCE = new LocalLoginsOfNobody();

    private LocalLoginsOfNobody() {}

    @Override
    public CompletableFuture<LocalOutcome> login(LocalLogin login) {
        return CompletableFuture.completedFuture(new LocalOutcome.Refused(ErrorCode.of(4)));
    }

    @Override
    public CompletableFuture<LocalOutcome> logout(DeviceName device, UserId user) {
        return CompletableFuture.completedFuture(new LocalOutcome.Refused(ErrorCode.of(19)));
    }

    @Override
    public CompletableFuture<LocalOutcome> logoutAll() {
        return CompletableFuture.completedFuture(new LocalOutcome.Done());
    }

    @Override
    public CompletableFuture<LocalPresence> at(DeviceName device) {
        return CompletableFuture.completedFuture(LocalPresence.nobody());
    }

    @Override
    public CompletableFuture<List<DeviceName>> devicesOf(UserId user) {
        return CompletableFuture.completedFuture(List.of());
    }
}
