package org.emcc.core.em;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteClusterFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;

/** Makes the documents that the package describes. */
final class ClusterMessageWriter {
    private ClusterMessageWriter() {}

    /** The message, with what else stood in it when it was read. */
    static Element write(ClusterMessage message) {
        return message.extras().into(known(message));
    }

    /** What is known of the message. */
    static Element known(ClusterMessage message) {
        return switch (message.kind()) {
            case FIND_USER -> request(query(((ClusterMessage.FindUser) message).query()));
            case USER_ANSWERED -> response("checkUser", answer(((ClusterMessage.UserAnswered) message).answer()));
            case LOGIN -> request(login(((ClusterMessage.Login) message).login()));
            case LOGIN_ANSWERED -> response("login", reply(((ClusterMessage.LoginAnswered) message).reply()));
            case LOGOUT -> request(ended("logout", ((ClusterMessage.Logout) message).message()));
            case NOTICE -> request(ended("logoutNotice", ((ClusterMessage.Notice) message).message()));
            case LOGOUT_ANSWERED -> response("logout", reply(((ClusterMessage.LogoutAnswered) message).reply()));
            case CHECK_LOGINS -> request(logins(((ClusterMessage.CheckLogins) message).query()));
            case LOGINS_CHECKED -> response("checkLogins", live(((ClusterMessage.LoginsChecked) message).answer()));
            case UPDATE -> request(update(((ClusterMessage.Update) message).query()));
            case UPDATED -> response("update", updated(((ClusterMessage.Updated) message).answer()));
            case NOT_UNDERSTOOD -> root("emccResponse", failure(((ClusterMessage.NotUnderstood) message).code()));
        };
    }

    private static Element request(Element body) {
        return root("emccRequest", body);
    }

    private static Element response(String body, Element result) {
        return root("emccResponse", Element.of(body, List.of(result)));
    }

    private static Element root(String name, Element body) {
        return new Element(name, Map.of("version", ClusterMessageCodec.VERSION), List.of(body));
    }

    private static Element query(UserQuery query) {
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("cluster", query.from().value()));
        parts.add(Element.of("userIdentifier", query.identifier()));
        query.loginType().ifPresent(type -> parts.add(Element.of("loginType", type.name())));
        return Element.of("checkUser", parts);
    }

    private static Element answer(UserAnswer answer) {
        if (answer instanceof UserAnswer.Refused refused) {
            return failure(refused.code());
        }
        return Element.of("user", answer instanceof UserAnswer.Mine ? List.of(Element.of("exists", "")) : List.of());
    }

    private static Element login(RemoteLogin login) {
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("loginId", login.login().value()));
        parts.add(Element.of("userIdentifier", login.identifier()));
        parts.add(Element.of("pin", new String(login.pin().reveal())));
        login.loginType().ifPresent(type -> parts.add(Element.of("loginType", type.name())));
        login.chosenProfile().ifPresent(profile -> parts.add(Element.of("deviceProfile", profile.value())));
        login.remoteAddress().ifPresent(address -> parts.add(Element.of("remoteIPAddr", address)));
        parts.add(Element.of("isViaHeaderSet", String.valueOf(login.viaProxy())));
        parts.add(visiting(login.visiting()));
        parts.add(phone(login.phone()));
        return Element.of("login", parts);
    }

    private static Element visiting(VisitingFacts visiting) {
        return Element.of(
                "visiting",
                List.of(
                        Element.of("cluster", visiting.cluster().value()),
                        Element.of("release", visiting.release().toString()),
                        Element.of("securityMode", visiting.securityMode().name())));
    }

    private static Element phone(PhoneFacts phone) {
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("deviceName", phone.device().value()));
        parts.add(model(phone.model()));
        parts.add(Element.of("protocol", phone.protocol().name()));
        parts.add(Element.of("security", phone.security().name()));
        if (!phone.geolocation().isEmpty()) {
            parts.add(Element.of("geolocation", phone.geolocation().toString()));
        }
        parts.add(srst(phone.srst()));
        phone.logoutUri().ifPresent(uri -> parts.add(Element.of("logoutUrl", uri.toString())));
        return Element.of("phone", parts);
    }

    private static Element model(PhoneModel model) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("number", String.valueOf(model.number()));
        attributes.put("emcc", String.valueOf(model.supportsEmcc()));
        return new Element("model", attributes, List.of(new XmlNode.Text(model.name())));
    }

    private static Element srst(Srst srst) {
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("option", srst.option().name()));
        srst.sccp().ifPresent(address -> parts.add(Element.of("sccp", address.toString())));
        srst.sip().ifPresent(address -> parts.add(Element.of("sip", address.toString())));
        return Element.of("srst", parts);
    }

    private static Element reply(HomeReply reply) {
        return switch (reply.kind()) {
            case ACCEPTED -> accepted((HomeReply.Accepted) reply);
            case CHOOSE_PROFILE -> choice((HomeReply.ChooseProfile) reply);
            case CHANGE_PIN -> Element.of("changePin", "");
            case REFUSED -> failure(((HomeReply.Refused) reply).code());
        };
    }

    private static Element accepted(HomeReply.Accepted accepted) {
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("cluster", accepted.home().value()));
        parts.add(Element.of("userId", accepted.user().value()));
        for (ServiceAddress server : accepted.tftpServers()) {
            parts.add(Element.of("tftpServer", server.toString()));
        }
        parts.add(Element.of("loginTime", accepted.loginTime().toString()));
        accepted.limit().duration().ifPresent(limit -> parts.add(Element.of("maximumDuration", limit.toString())));
        return Element.of("success", parts);
    }

    private static Element choice(HomeReply.ChooseProfile choice) {
        List<XmlNode> parts = new ArrayList<>();
        for (DeviceProfileName profile : choice.profiles()) {
            parts.add(Element.of("deviceProfile", profile.value()));
        }
        return Element.of("chooseProfile", parts);
    }

    private static Element ended(String name, LogoutMessage message) {
        return Element.of(
                name,
                List.of(
                        Element.of("cluster", message.from().value()),
                        Element.of("loginId", message.login().value()),
                        Element.of("deviceName", message.device().value()),
                        Element.of("cause", message.cause().name())));
    }

    private static Element reply(LogoutReply reply) {
        return reply instanceof LogoutReply.Refused refused ? failure(refused.code()) : Element.of("success", "");
    }

    private static Element logins(LoginsQuery query) {
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("cluster", query.from().value()));
        query.logins().forEach(login -> parts.add(Element.of("loginId", login.value())));
        return Element.of("checkLogins", parts);
    }

    private static Element live(LoginsAnswer answer) {
        if (answer instanceof LoginsAnswer.Refused refused) {
            return failure(refused.code());
        }
        List<XmlNode> parts = new ArrayList<>();
        // In order, so that equal messages are equal documents.
        ((LoginsAnswer.Live) answer)
                .logins().stream().sorted().forEach(login -> parts.add(Element.of("loginId", login.value())));
        return Element.of("live", parts);
    }

    private static Element update(UpdateQuery query) {
        return Element.of(
                "update",
                List.of(
                        Element.of("cluster", query.from().value()),
                        Element.of("asked", query.asked().value())));
    }

    private static Element updated(UpdateAnswer answer) {
        if (answer instanceof UpdateAnswer.Refused refused) {
            return failure(refused.code());
        }
        RemoteClusterFacts data = ((UpdateAnswer.Current) answer).data();
        List<XmlNode> parts = new ArrayList<>();
        parts.add(Element.of("cluster", data.cluster().value()));
        parts.add(Element.of("release", data.release().toString()));
        for (InterclusterService service : InterclusterService.values()) {
            data.addresses(service).ifPresent(addresses -> parts.add(service(service, addresses)));
        }
        parts.add(region(data.regions()));
        return Element.of("success", parts);
    }

    private static Element service(InterclusterService service, List<ServiceAddress> addresses) {
        List<XmlNode> parts = new ArrayList<>();
        addresses.forEach(address -> parts.add(Element.of("address", address.toString())));
        return new Element("service", Map.of("name", service.name()), parts);
    }

    private static Element region(RegionParameters regions) {
        return Element.of(
                "region",
                List.of(
                        Element.of("maxAudioBitRate", String.valueOf(regions.audioBitRate())),
                        Element.of("maxVideoBitRate", String.valueOf(regions.videoBitRate())),
                        Element.of("linkLossType", regions.linkLossType().name())));
    }

    private static Element failure(ErrorCode code) {
        Element error = new Element(
                "error", Map.of("code", String.valueOf(code.number())), List.of(new XmlNode.Text(code.title())));
        return Element.of("failure", List.of(error));
    }
}
