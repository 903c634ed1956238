package org.emcc.conformance;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    private static final Display NOTHING = new Display("", "", "");

    private final String name;
    private final String owner;
    private final RulesStage stage;
    private boolean capable = true;
    private boolean powered;
    private @Nullable PhoneConfiguration configuration;
    private @Nullable RedirectFile redirect;
    private @Nullable String registered;
    private @Nullable PhonePage screen;
    private Display last = NOTHING;
    private long starts;
    private long pages;

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
        leave(() -> {
            if (on) {
                stage.course().start(this::boot);
            }
        });
    }

    /** P1 to P8. Where nobody takes it, it is registered nowhere. */
    private void boot() {
        long now = ++starts;
        ask(now, stage.fetch(owner, Base.tftp(owner), name), first -> {
            if (first.isEmpty()) {
                record("gets no file", "from " + Base.tftp(owner));
                return;
            }
            redirect = RedirectFile.isRedirect(first.get(), WORDS)
                    ? RedirectFile.from(first.get(), WORDS).value().orElse(null)
                    : null;
            RedirectFile sent = redirect;
            if (sent == null) {
                register(now, first.get(), first.get().callManagers());
            } else {
                record("enters EMCC mode", "home TFTP " + sent.homeTftp());
                follow(now, sent.homeTftp(), sent.homeTftp());
            }
        });
    }

    /** What came is of use only as long as the phone has not started again. */
    private <T> void ask(long start, CompletableFuture<T> answer, Consumer<T> then) {
        stage.when(answer, came -> {
            if (starts == start) {
                then.accept(came);
            }
        });
    }

    private void follow(long start, List<ServiceAddress> left, List<ServiceAddress> all) {
        if (left.isEmpty()) {
            record("gets no file", "from " + all);
            return;
        }
        ask(
                start,
                stage.fetch(owner, left.get(0), name),
                file -> file.ifPresentOrElse(
                        found -> register(start, found, found.callManagers()),
                        () -> follow(start, left.subList(1, left.size()), all)));
    }

    private void register(long start, PhoneConfiguration file, List<CallManagerNode> left) {
        configuration = file;
        if (left.isEmpty()) {
            record("is registered nowhere", "tried " + file.callManagers());
            return;
        }
        ask(
                start,
                stage.register(owner, ServiceAddress.of(left.get(0).host()), name),
                taken -> taken.ifPresentOrElse(
                        cluster -> {
                            registered = cluster;
                            record("registers", "with " + cluster);
                        },
                        () -> register(start, file, left.subList(1, left.size()))));
    }

    /** Whatever it has begun is over; its call manager is told before it does anything else. */
    private void leave(Runnable then) {
        starts++;
        screen = null;
        String before = registered;
        registered = null;
        if (before == null) {
            then.run();
        } else {
            stage.when(stage.unregister(owner, before, name), gone -> then.run());
        }
    }

    /** A call manager tells it to restart, if it is registered there. */
    boolean reset(String cluster) {
        if (!cluster.equals(registered)) {
            return false;
        }
        stage.course().start(() -> {
            if (powered) {
                record("restarts");
                leave(this::boot);
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

    /** Asks for a page: what it showed before counts no more, and only the last page asked for is shown. */
    long asks() {
        screen = null;
        last = NOTHING;
        return ++pages;
    }

    void show(long number, PhonePage page) {
        if (number != pages) {
            return;
        }
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
