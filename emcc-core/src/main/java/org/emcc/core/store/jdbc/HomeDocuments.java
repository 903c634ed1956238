package org.emcc.core.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.jspecify.annotations.Nullable;

/** The documents of a login at home: its facts, the detail of its state, and its pending effects. */
final class HomeDocuments {
    private HomeDocuments() {}

    static String facts(HomeLogin login) {
        Part.Attributes facts = Part.with()
                .put("user", login.user())
                .put("profile", login.profile().value())
                .put("devicePool", login.devicePool())
                .put("poolMatched", login.poolMatched())
                .put("loginTime", login.loginTime());
        return Part.document(CommonDocuments.putLimit(facts, login.limit())
                .element(
                        "login",
                        List.of(CommonDocuments.visiting(login.visiting()), CommonDocuments.phone(login.phone()))));
    }

    static HomeLogin facts(LoginId id, Part row) throws Part.Broken {
        Part login = row.part("login");
        return new HomeLogin(
                id,
                login.get("user", UserId::of),
                login.get("profile", DeviceProfileName::of),
                CommonDocuments.visiting(login.part("visiting")),
                CommonDocuments.phone(login.part("phone")),
                login.get("devicePool", DevicePoolName::of),
                login.flag("poolMatched"),
                login.get("loginTime", Instant::parse),
                CommonDocuments.limit(login));
    }

    /** What a state says beside its kind. */
    static @Nullable String detail(HomeState state) {
        return switch (state.kind()) {
            case RESERVED, DEVICE_BUILT, FILES_READY, REGISTERED, UNREGISTERED -> null;
            case RELEASING -> cause(((HomeState.Releasing) state).cause());
            case RELEASED -> cause(((HomeState.Released) state).cause());
        };
    }

    private static String cause(LogoutCause cause) {
        return Part.document(Part.with().put("cause", cause).element("state"));
    }

    static HomeState state(HomeState.Kind kind, Part row) throws Part.Broken {
        return switch (kind) {
            case RESERVED -> new HomeState.Reserved();
            case DEVICE_BUILT -> new HomeState.DeviceBuilt();
            case FILES_READY -> new HomeState.FilesReady();
            case REGISTERED -> new HomeState.Registered();
            case UNREGISTERED -> new HomeState.Unregistered();
            case RELEASING -> new HomeState.Releasing(cause(row));
            case RELEASED -> new HomeState.Released(cause(row));
        };
    }

    private static LogoutCause cause(Part row) throws Part.Broken {
        return row.part("state").constant("cause", LogoutCause.class);
    }

    static @Nullable String pending(List<HomeEffect> effects) {
        List<Element> all = new ArrayList<>();
        for (HomeEffect effect : effects) {
            Part.Attributes attributes = Part.with().put("kind", effect.kind());
            if (effect instanceof HomeEffect.TellVisiting tell) {
                attributes.put("cause", tell.cause());
            }
            all.add(attributes.element("effect"));
        }
        return Part.written(Part.with().element("pending", all));
    }

    static List<HomeEffect> pending(Part row) throws Part.Broken {
        List<HomeEffect> effects = new ArrayList<>();
        Optional<Part> pending = row.findPart("pending");
        if (pending.isPresent()) {
            for (Part part : pending.get().parts("effect")) {
                effects.add(effect(part));
            }
        }
        return effects;
    }

    private static HomeEffect effect(Part part) throws Part.Broken {
        return switch (part.constant("kind", HomeEffect.Kind.class)) {
            case MAKE_DEVICE -> new HomeEffect.MakeDevice();
            case PUBLISH_FILES -> new HomeEffect.PublishFiles();
            case START_LIMIT -> new HomeEffect.StartLimit();
            case TELL_VISITING -> new HomeEffect.TellVisiting(part.constant("cause", LogoutCause.class));
            case WITHDRAW_FILES -> new HomeEffect.WithdrawFiles();
            case RESET_PHONE -> new HomeEffect.ResetPhone();
        };
    }
}
