package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneListener;
import org.emcc.sip.registration.PhoneNode;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.PhoneTimes;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.registration.ServiceAction;
import org.emcc.sip.registration.VersionStamps;
import org.emcc.sip.transport.SipTransport;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.SrstReference;
import org.jspecify.annotations.Nullable;

/** A phone that speaks SIP, over UDP, TCP or TLS as its file says (phone-config-files 3.9; sip 4.1). */
final class SipSide implements Signalling {
    /** The values of {@code transportLayerProtocol} that matter here. */
    private static final int UDP = 2;

    private static final int TLS = 3;

    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration REGISTERING = Duration.ofSeconds(40);

    private final DeviceName name;
    private final PhoneModel model;
    /** With the phone's own certificate; absent when it has none. */
    private final @Nullable SSLContext secure;

    private final PhoneTimes times;
    private final PhoneResources resources;
    private final Events events;
    private volatile @Nullable PhoneRegistration registration;

    SipSide(
            DeviceName name,
            PhoneModel model,
            @Nullable SSLContext secure,
            PhoneTimes times,
            PhoneResources resources,
            Events events) {
        this.name = name;
        this.model = model;
        this.secure = secure;
        this.times = times;
        this.resources = resources;
        this.events = events;
    }

    @Override
    public PhoneStatus.Registered register(PhoneConfiguration file, CiscoAlarm reason, boolean emccMode) {
        SipTransport transport = transportOf(file);
        List<PhoneNode> nodes = PhoneNode.list(
                file.callManagers().stream()
                        .map(node -> addressOf(node, transport))
                        .toList(),
                file.srst().map(SrstReference::sipAddresses).orElse(List.of()));
        if (nodes.isEmpty()) {
            throw new IllegalStateException("the configuration names no call manager");
        }
        Optional<SipLine> first =
                file.lines().stream().filter(SipLine::registers).findFirst();
        String line = first.flatMap(SipLine::name)
                .orElseThrow(() -> new IllegalStateException("the configuration has no line"));
        Ears ears = new Ears(line, emccMode, transport.protocol());
        PhoneRegistration.Builder builder = PhoneRegistration.builder(name, line)
                .model(model.number())
                .transport(transport)
                .scheduler(resources.scheduler())
                .times(times)
                .listener(ears);
        first.flatMap(SipLine::contact)
                .filter(user -> user.matches("[A-Za-z0-9._-]{1,128}"))
                .ifPresent(builder::contactUser);
        PhoneRegistration made = builder.start();
        registration = made;
        RegistrationOutcome outcome = join(made.register(nodes, reason), REGISTERING);
        if (!(outcome instanceof RegistrationOutcome.Registered)) {
            throw Signalling.refused(nodes.get(0).address(), outcome.message());
        }
        return Signalling.awaited(ears.registered, REGISTERING)
                .orElseThrow(() -> new IllegalStateException("the phone is not told that it is registered"));
    }

    private static ServiceAddress addressOf(CallManagerNode node, SipTransport transport) {
        boolean tls = transport.protocol().equals("TLS");
        int port = tls ? node.securedSipPort() : node.sipPort();
        return port == transport.defaultPort() ? ServiceAddress.of(node.host()) : ServiceAddress.of(node.host(), port);
    }

    /** A file that does not say means UDP (phone-config-files 3.9). */
    private SipTransport transportOf(PhoneConfiguration file) {
        int protocol = file.transportLayerProtocol().orElse(UDP);
        if (protocol != TLS) {
            return protocol == UDP ? resources.udp() : SipTransport.tcp();
        }
        if (secure == null) {
            throw new IllegalStateException("the configuration demands TLS, and the phone has no certificate");
        }
        return SipTransport.tls(secure, SipTransport.ClientCertificate.NONE);
    }

    @Override
    public void leave(CiscoAlarm reason) {
        PhoneRegistration old = registration;
        try {
            if (old != null && old.phase() == PhoneRegistration.Phase.REGISTERED) {
                join(old.unregister(reason), LEAVING);
            }
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        PhoneRegistration old = registration;
        registration = null;
        if (old != null) {
            old.close();
        }
    }

    /** Whatever has not come in time is an outcome like others. */
    private static RegistrationOutcome join(CompletableFuture<RegistrationOutcome> future, Duration patience) {
        return Signalling.awaited(future, patience)
                .orElseGet(() -> new RegistrationOutcome.NoAnswer("no answer within " + patience));
    }

    /** What the call manager says to the phone. */
    private final class Ears implements PhoneListener {
        private final String line;
        private final boolean emccMode;
        private final String protocol;
        /** The first time. */
        private final CompletableFuture<PhoneStatus.Registered> registered = new CompletableFuture<>();

        Ears(String line, boolean emccMode, String protocol) {
            this.line = line;
            this.emccMode = emccMode;
            this.protocol = protocol;
        }

        @Override
        public void registered(PhoneNode node, RegistrationOutcome.Registered outcome) {
            PhoneStatus.Registered now = new PhoneStatus.Registered(node.address(), line, emccMode);
            try {
                events.registered(now, protocol.equals("TLS") ? "SIP over TLS" : "SIP");
            } finally {
                registered.complete(now);
            }
        }

        @Override
        public void serviceControl(ServiceAction action, VersionStamps stamps) {
            if (action.equals(ServiceAction.RESET) || action.equals(ServiceAction.RESTART)) {
                events.toldTo(action.value());
            }
        }

        @Override
        public void registrationLost(RegistrationOutcome outcome) {
            events.lost(outcome.message());
        }
    }
}
