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
import org.emcc.sip.sccp.CallManagerMessage;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhone;
import org.emcc.sip.sccp.SccpPhoneListener;
import org.emcc.sip.sccp.StationLine;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.jspecify.annotations.Nullable;

/** A phone that speaks SCCP; it is told its lines when it registers (phone-config-files 3.8; sip 4.10). */
final class SccpSide implements Signalling {
    private static final int MOST_LINES = 6;
    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration REGISTERING = Duration.ofSeconds(40);

    private final DeviceName name;
    private final PhoneModel model;
    private final Function<ServiceAddress, ServiceAddress> ports;
    private final Events events;
    private volatile @Nullable SccpPhone phone;

    SccpSide(DeviceName name, PhoneModel model, Function<ServiceAddress, ServiceAddress> ports, Events events) {
        this.name = name;
        this.model = model;
        this.ports = ports;
        this.events = events;
    }

    /** The first call manager of the file. */
    @Override
    public PhoneStatus.Registered register(PhoneConfiguration file, CiscoAlarm reason, boolean emccMode) {
        CallManagerNode node = file.callManagers().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the configuration names no call manager"));
        ServiceAddress there = ports.apply(
                node.sipPort() == CallManagerNode.DEFAULT_SIP_PORT
                        ? ServiceAddress.of(node.host())
                        : ServiceAddress.of(node.host(), node.sipPort()));
        SccpPhone made = SccpPhone.builder(name)
                .model(model.number(), MOST_LINES)
                .listener(new Ears())
                .start();
        phone = made;
        SccpOutcome outcome = join(made.register(there, reason), REGISTERING);
        if (!(outcome instanceof SccpOutcome.Registered registered)) {
            throw Signalling.refused(there, outcome.message());
        }
        String line = registered.lines().stream()
                .findFirst()
                .map(StationLine::number)
                .orElseThrow(() -> new IllegalStateException(there + " has no line for phone " + name));
        PhoneStatus.Registered now = new PhoneStatus.Registered(there, line, emccMode);
        events.registered(now, "SCCP");
        return now;
    }

    @Override
    public void leave(CiscoAlarm reason) {
        SccpPhone old = phone;
        if (old != null && old.isRegistered()) {
            join(old.unregister(), LEAVING);
        }
        close();
    }

    @Override
    public void close() {
        SccpPhone old = phone;
        phone = null;
        if (old != null) {
            old.close();
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

    /** A changed configuration is taken over by a restart, too. */
    private final class Ears implements SccpPhoneListener {
        @Override
        public void reset(CallManagerMessage.Reset reset) {
            events.toldTo(reset.type() == CallManagerMessage.Reset.RESET ? "reset" : "restart");
        }

        @Override
        public void registrationLost(SccpOutcome outcome) {
            events.lost(outcome.message());
        }
    }
}
