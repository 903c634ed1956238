package org.emcc.conformance;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhoneText;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testkit.phone.Display;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.jspecify.annotations.Nullable;

/** A desk phone without sockets: it does what emcc-behaviour 2.9 says, step by step, with the files that the clusters really serve. */
final class DeskPhone {
    private static final RedirectVocabulary WORDS = RedirectVocabulary.standard();

    private final String name;
    private final String owner;
    private final RulesStage stage;
    private boolean capable = true;
    private boolean powered;
    private @Nullable PhoneConfiguration configuration;
    private @Nullable RedirectFile redirect;
    private @Nullable String registered;
    private @Nullable PhonePage screen;
    private Display last = new Display("", "", "");

    DeskPhone(String name, String owner, RulesStage stage) {
        this.name = name;
        this.owner = owner;
        this.stage = stage;
    }

    String owner() {
        return owner;
    }

    void capable(boolean emcc) {
        capable = emcc;
    }

    void power(boolean on) {
        powered = on;
        if (on) {
            boot();
        } else {
            leave();
            screen = null;
        }
    }

    /** P1 to P8. Where nobody takes it, it is registered nowhere. */
    private void boot() {
        leave();
        screen = null;
        Optional<PhoneConfiguration> first = stage.fetch(Base.tftp(owner), name);
        if (first.isEmpty()) {
            record("gets no file", "from " + Base.tftp(owner));
            return;
        }
        redirect = RedirectFile.isRedirect(first.get(), WORDS)
                ? RedirectFile.from(first.get(), WORDS).value().orElse(null)
                : null;
        RedirectFile sent = redirect;
        if (sent == null) {
            register(first.get());
            return;
        }
        record("enters EMCC mode", "home TFTP " + sent.homeTftp());
        sent.homeTftp().stream()
                .map(server -> stage.fetch(server, name))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresentOrElse(this::register, () -> record("gets no file", "from " + sent.homeTftp()));
    }

    private void register(PhoneConfiguration file) {
        configuration = file;
        for (CallManagerNode node : file.callManagers()) {
            Optional<String> cluster = stage.register(ServiceAddress.of(node.host()), name);
            if (cluster.isPresent()) {
                registered = cluster.get();
                record("registers", "with " + registered);
                return;
            }
        }
        record("is registered nowhere", "tried " + file.callManagers());
    }

    private void leave() {
        String before = registered;
        registered = null;
        if (before != null) {
            stage.unregister(before, name);
        }
    }

    /** A call manager tells it to restart, if it is registered there. */
    boolean reset(String cluster) {
        if (!cluster.equals(registered)) {
            return false;
        }
        stage.soon(() -> {
            if (powered) {
                record("restarts");
                boot();
            }
        });
        return true;
    }

    /** The service URL of its file, with the phone's own substitutions. */
    String serviceUrl() {
        return Optional.ofNullable(configuration).stream()
                .flatMap(file -> file.phoneServices().stream())
                .filter(service -> service.name().equals("Extension Mobility"))
                .map(PhoneServiceEntry::url)
                .findFirst()
                .map(url -> url.replace("#DEVICENAME#", name)
                        .replace("#EMCC#", String.valueOf(capable).toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new IllegalStateException(
                        "phone " + name + " has no Extension Mobility service in its configuration"));
    }

    String logoutUrl() {
        return Optional.ofNullable(redirect)
                .flatMap(RedirectFile::visitingLogout)
                .map(URI::toString)
                .orElseGet(() -> serviceUrl() + "&doLogout=true");
    }

    void show(PhonePage page) {
        screen = page;
        last = new Display(page.head().title(), page.head().prompt(), text(page));
        record("shows", last.toString());
    }

    private static String text(PhonePage page) {
        return switch (page.kind()) {
            case TEXT -> ((PhoneText) page).text();
            case MENU ->
                lines(((PhoneMenu) page)
                        .items().stream().map(PhoneMenu.Item::name).toList());
            case INPUT ->
                lines(((PhoneInput) page)
                        .items().stream().map(PhoneInput.Item::displayName).toList());
            case EXECUTE, RESPONSE, ERROR, OTHER -> "";
        };
    }

    private static String lines(List<String> all) {
        return all.stream().collect(Collectors.joining("\n"));
    }

    PhonePage screen() {
        return Optional.ofNullable(screen)
                .orElseThrow(() -> new IllegalStateException("the screen of phone " + name + " is empty"));
    }

    Display last() {
        return last;
    }

    String registered() {
        return Optional.ofNullable(registered).orElse("nowhere");
    }

    boolean emccMode() {
        return redirect != null;
    }

    private void record(String what, String... facts) {
        stage.trace().record(name, name, what, facts);
    }
}
