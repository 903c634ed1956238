package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhone;
import org.emcc.sip.sccp.SccpPhoneListener;
import org.emcc.sip.sccp.StationLine;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;

/** What a phone that speaks SCCP does instead of registering over SIP. */
final class SccpSide implements AutoCloseable {
    private static final int MOST_LINES = 6;

    private final DeviceName name;
    private final Function<ServiceAddress, ServiceAddress> ports;
    private final SccpPhone phone;

    SccpSide(
            DeviceName name,
            PhoneModel model,
            Function<ServiceAddress, ServiceAddress> ports,
            SccpPhoneListener listener) {
        this.name = name;
        this.ports = ports;
        this.phone = SccpPhone.builder(name)
                .model(model.number(), MOST_LINES)
                .listener(listener)
                .start();
    }

    /** The first call manager of the file. */
    PhoneStatus.Registered register(PhoneConfiguration file, CiscoAlarm reason, Duration patience, boolean emccMode) {
        CallManagerNode node = file.callManagers().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the configuration names no call manager"));
        ServiceAddress there = ports.apply(
                node.sipPort() == CallManagerNode.DEFAULT_SIP_PORT
                        ? ServiceAddress.of(node.host())
                        : ServiceAddress.of(node.host(), node.sipPort()));
        SccpOutcome outcome = join(phone.register(there, reason), patience);
        if (!(outcome instanceof SccpOutcome.Registered registered)) {
            throw new IllegalStateException(there + " did not register the phone: " + outcome.message());
        }
        String line = registered.lines().stream()
                .findFirst()
                .map(StationLine::number)
                .orElseThrow(() -> new IllegalStateException(there + " has no line for phone " + name));
        return new PhoneStatus.Registered(there, line, emccMode);
    }

    void leave(Duration patience) {
        if (phone.isRegistered()) {
            join(phone.unregister(), patience);
        }
    }

    private SccpOutcome join(CompletableFuture<SccpOutcome> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new SccpOutcome.NoAnswer("no answer within " + patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the registration failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("phone " + name + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        phone.close();
    }
}
