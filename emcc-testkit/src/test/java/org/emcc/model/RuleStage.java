package org.emcc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.TemporaryDevice;

/** Worlds of the rules alone. What a login consists of beside its state is taken over from a login that the shells have made. */
final class RuleStage implements World.Stage {
    /**
     * What home made of a login at a phone.
     *
     * @param login as home stored it
     * @param device what it built
     * @param accepted what it answered
     */
    record Specimen(HomeLogin login, TemporaryDevice device, HomeReply.Accepted accepted) {}

    private final List<Specimen> specimens = new ArrayList<>();

    RuleStage(Scenario scenario) {
        Scenario one = new Scenario("a login").phones(scenario.phonesAtNewYork, scenario.phonesAtLondon);
        for (int i = 0; i < one.mostLogins(); i++) {
            specimens.add(specimen(new World(one, Explorer.shells(one), null), i));
        }
    }

    private static Specimen specimen(World world, int phone) {
        world.take(Choice.of(Choice.Kind.LOGIN, phone));
        Login login = world.logins.get(0);
        while (true) {
            Message first = world.flight.get(0);
            if (first.answer() instanceof LinkAnswer.Answered<?> answered
                    && answered.reply() instanceof HomeReply.Accepted accepted) {
                HomeSession session = Objects.requireNonNull(world.home(login), "home has a session");
                return new Specimen(session.login(), session.device().orElseThrow(), accepted);
            }
            world.take(Choice.of(Choice.Kind.DELIVER, first.serial()));
        }
    }

    Specimen specimen(Login login) {
        return specimens.get(login.phone().index);
    }

    @Override
    public boolean hasPins() {
        return false;
    }

    @Override
    public Site site(World world, int index) {
        return new RuleSite(world, index, this);
    }
}
