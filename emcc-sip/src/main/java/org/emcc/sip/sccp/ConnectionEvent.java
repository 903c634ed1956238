package org.emcc.sip.sccp;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.ResetKind;
import org.jspecify.annotations.Nullable;

/** What happens to one connection of a registrar. */
sealed interface ConnectionEvent {
    /** A phone wants to register; without a verdict, when nobody could tell. */
    record Register(
            StationMessage.RegisterReq request,
            DeviceAdmission.@Nullable Verdict verdict,
            List<StationLine> lines,
            InetAddress here)
            implements ConnectionEvent {}

    /** A phone asks whether it may come, in one of two dialects. */
    record AskToken(boolean spcp, DeviceAdmission.@Nullable Verdict verdict) implements ConnectionEvent {
        Optional<DeviceAdmission.Verdict> said() {
            return Optional.ofNullable(verdict);
        }
    }

    /** Any other message, or one that could not be read. */
    record Heard(SccpMessage message) implements ConnectionEvent {}

    /** The application wants the phone to start anew. */
    record ResetAsked(ResetKind kind) implements ConnectionEvent {}

    /** The device has registered over another connection. */
    record Replaced() implements ConnectionEvent {}

    /** The connection has ended. */
    record Lost() implements ConnectionEvent {}

    /** Time has passed; perhaps nothing is due. */
    record TimePassed() implements ConnectionEvent {}
}
