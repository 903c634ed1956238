package org.emcc.core.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingState;
import org.jspecify.annotations.Nullable;

/** The documents of a login at visiting: its facts, the detail of its state, and its pending effects. */
final class VisitingDocuments {
    private VisitingDocuments() {}

    static String facts(VisitingLogin login) {
        return Part.document(Part.with()
                .put("device", login.device())
                .put("identifier", login.identifier())
                .put("begun", login.begun())
                .element("login"));
    }

    static VisitingLogin facts(LoginId id, Part row) throws Part.Broken {
        Part login = row.part("login");
        return login.made(() -> new VisitingLogin(
                id, login.get("device", DeviceName::of), login.text("identifier"), login.get("begun", Instant::parse)));
    }

    /** What a state says beside its kind. */
    static @Nullable String detail(VisitingState state) {
        return switch (state.kind()) {
            case LOCATING -> null;
            case AWAITING_HOME -> {
                ClusterId home = ((VisitingState.AwaitingHome) state).home();
                yield Part.document(Part.with().put("home", home).element("state"));
            }
            case RECORDED, REDIRECTED, AWAY -> accepted(state.loggedIn().orElseThrow());
            case RETURNING -> {
                VisitingState.Returning returning = (VisitingState.Returning) state;
                yield ended(returning.home(), returning.cause(), returning.homeKnows());
            }
            case RETURNED -> {
                VisitingState.Returned returned = (VisitingState.Returned) state;
                yield ended(returned.home(), returned.cause(), returned.homeKnows());
            }
            case FAILED ->
                Part.document(Part.with().element("state", List.of(ending(((VisitingState.Failed) state).ending()))));
        };
    }

    private static String accepted(HomeReply.Accepted accepted) {
        Part.Attributes state = Part.with()
                .put("home", accepted.home())
                .put("user", accepted.user())
                .put("loginTime", accepted.loginTime());
        return Part.document(CommonDocuments.putLimit(state, accepted.limit())
                .element("state", CommonDocuments.addresses("tftpServer", accepted.tftpServers())));
    }

    private static String ended(ClusterId home, LogoutCause cause, boolean homeKnows) {
        return Part.document(Part.with()
                .put("home", home)
                .put("cause", cause)
                .put("homeKnows", homeKnows)
                .element("state"));
    }

    private static Element ending(Ending ending) {
        if (ending instanceof Ending.Refused refused) {
            return Part.with().put("code", refused.code().number()).element("refused");
        }
        if (ending instanceof Ending.ProfileAsked asked) {
            return Part.with()
                    .element(
                            "profileAsked",
                            asked.profiles().stream()
                                    .map(profile -> Part.with()
                                            .put("name", profile.value())
                                            .element("profile"))
                                    .toList());
        }
        return Part.with().element("pinChangeAsked");
    }

    static VisitingState state(VisitingState.Kind kind, Part row) throws Part.Broken {
        if (kind == VisitingState.Kind.LOCATING) {
            return new VisitingState.Locating();
        }
        Part state = row.part("state");
        return switch (kind) {
            case LOCATING -> new VisitingState.Locating();
            case AWAITING_HOME -> new VisitingState.AwaitingHome(home(state));
            case RECORDED -> new VisitingState.Recorded(accepted(state));
            case REDIRECTED -> new VisitingState.Redirected(accepted(state));
            case AWAY -> new VisitingState.Away(accepted(state));
            case RETURNING -> new VisitingState.Returning(home(state), cause(state), state.flag("homeKnows"));
            case RETURNED -> new VisitingState.Returned(home(state), cause(state), state.flag("homeKnows"));
            case FAILED -> new VisitingState.Failed(ending(state));
        };
    }

    private static ClusterId home(Part part) throws Part.Broken {
        return part.get("home", ClusterId::of);
    }

    private static LogoutCause cause(Part part) throws Part.Broken {
        return part.constant("cause", LogoutCause.class);
    }

    private static HomeReply.Accepted accepted(Part state) throws Part.Broken {
        return state.made(() -> new HomeReply.Accepted(
                home(state),
                state.get("user", UserId::of),
                CommonDocuments.addresses(state.parts("tftpServer")),
                state.get("loginTime", Instant::parse),
                CommonDocuments.limit(state)));
    }

    private static Ending ending(Part state) throws Part.Broken {
        Optional<Part> refused = state.findPart("refused");
        if (refused.isPresent()) {
            return new Ending.Refused(refused.get().get("code", number -> ErrorCode.of(Integer.parseInt(number))));
        }
        Optional<Part> asked = state.findPart("profileAsked");
        if (asked.isPresent()) {
            List<DeviceProfileName> profiles = new ArrayList<>();
            for (Part profile : asked.get().parts("profile")) {
                profiles.add(profile.get("name", DeviceProfileName::of));
            }
            return new Ending.ProfileAsked(profiles);
        }
        if (state.findPart("pinChangeAsked").isPresent()) {
            return new Ending.PinChangeAsked();
        }
        throw new Part.Broken("state has no ending that this version knows");
    }

    static @Nullable String pending(List<VisitingEffect> effects) {
        List<Element> all = new ArrayList<>();
        for (VisitingEffect effect : effects) {
            Part.Attributes attributes = Part.with().put("kind", effect.kind());
            if (effect instanceof VisitingEffect.TellHome tell) {
                attributes.put("home", tell.home()).put("cause", tell.cause());
            }
            all.add(attributes.element("effect"));
        }
        return Part.written(Part.with().element("pending", all));
    }

    static List<VisitingEffect> pending(Part row) throws Part.Broken {
        List<VisitingEffect> effects = new ArrayList<>();
        Optional<Part> pending = row.findPart("pending");
        if (pending.isPresent()) {
            for (Part part : pending.get().parts("effect")) {
                effects.add(effect(part));
            }
        }
        return effects;
    }

    private static VisitingEffect effect(Part part) throws Part.Broken {
        return switch (part.constant("kind", VisitingEffect.Kind.class)) {
            case PUBLISH_REDIRECT -> new VisitingEffect.PublishRedirect();
            case RESET_PHONE -> new VisitingEffect.ResetPhone();
            case RESTORE_OWN_FILE -> new VisitingEffect.RestoreOwnFile();
            case TELL_HOME -> new VisitingEffect.TellHome(home(part), cause(part));
        };
    }
}
