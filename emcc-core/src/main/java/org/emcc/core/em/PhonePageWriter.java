package org.emcc.core.em;

import java.util.List;
import java.util.Map;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;

/** Writes objects by hand, because phones want more escaped than XML does (em-api-and-axl 2.6). */
final class PhonePageWriter {
    private final StringBuilder out = new StringBuilder(512);
    private final PhonePageCodec.Order order;

    private PhonePageWriter(PhonePageCodec.Order order) {
        this.order = order;
    }

    static String write(PhonePage page, PhonePageCodec.Order order) {
        return new PhonePageWriter(order).page(page);
    }

    private String page(PhonePage page) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        switch (page.kind()) {
            case TEXT -> displayed("CiscoIPPhoneText", page);
            case MENU -> displayed("CiscoIPPhoneMenu", page);
            case INPUT -> displayed("CiscoIPPhoneInput", page);
            case EXECUTE -> execute((PhoneExecute) page);
            case RESPONSE -> response((PhoneResponse) page);
            case ERROR -> error((PhoneError) page);
            case OTHER -> {
                node(((PhoneOther) page).element().node());
                out.append('\n');
            }
        }
        return out.toString();
    }

    private void displayed(String name, PhonePage page) {
        PageHead head = page.head();
        PageExtras extras = head.extras();
        begin(name, extras);
        leafUnlessEmpty("Title", head.title(), extras);
        leafUnlessEmpty("Prompt", head.prompt(), extras);
        if (order == PhonePageCodec.Order.KEYS_FIRST) {
            keys(head);
        }
        own(page);
        others(extras, false);
        if (order == PhonePageCodec.Order.ITEMS_FIRST) {
            keys(head);
        }
        end(name);
    }

    private void own(PhonePage page) {
        PageExtras extras = page.head().extras();
        if (page instanceof PhoneText text) {
            leaf("Text", text.text(), extras);
        } else if (page instanceof PhoneMenu menu) {
            menu.items().forEach(this::item);
        } else if (page instanceof PhoneInput form) {
            leaf("URL", form.url(), extras);
            form.items().forEach(this::item);
        }
    }

    private void keys(PageHead head) {
        head.softKeys().forEach(this::softKey);
        others(head.extras(), true);
    }

    /** What was kept: the elements {@code KeyItem}, which stand with the softkeys, or all others. */
    private void others(PageExtras extras, boolean keys) {
        for (PhoneElement each : extras.elements()) {
            if (each.name().equals("KeyItem") == keys) {
                kept(each);
            }
        }
    }

    /** Without a line break, which would be one more node to read. */
    private void kept(PhoneElement element) {
        node(element.node());
    }

    private void item(PhoneMenu.Item item) {
        begin("MenuItem", item.extras());
        leaf("Name", item.name(), item.extras());
        leaf("URL", item.url(), item.extras());
        item.extras().elements().forEach(this::kept);
        end("MenuItem");
    }

    private void item(PhoneInput.Item item) {
        begin("InputItem", item.extras());
        leaf("DisplayName", item.displayName(), item.extras());
        leaf("QueryStringParam", item.queryStringParam(), item.extras());
        leaf("InputFlags", item.flags().toString(), item.extras());
        leaf("DefaultValue", item.defaultValue(), item.extras());
        item.extras().elements().forEach(this::kept);
        end("InputItem");
    }

    private void softKey(PageHead.SoftKey key) {
        begin("SoftKeyItem", key.extras());
        leaf("Name", key.name(), key.extras());
        leafUnlessEmpty("URL", key.url(), key.extras());
        leaf("Position", String.valueOf(key.position()), key.extras());
        key.extras().elements().forEach(this::kept);
        end("SoftKeyItem");
    }

    private void execute(PhoneExecute execute) {
        begin("CiscoIPPhoneExecute", execute.extras());
        for (PhoneExecute.Item item : execute.items()) {
            out.append("<ExecuteItem");
            attribute("Priority", String.valueOf(item.priority()));
            attribute("URL", item.url());
            rest("ExecuteItem", item.extras());
        }
        execute.extras().elements().forEach(this::kept);
        end("CiscoIPPhoneExecute");
    }

    private void response(PhoneResponse response) {
        begin("CiscoIPPhoneResponse", response.extras());
        for (PhoneResponse.Item item : response.items()) {
            out.append("<ResponseItem");
            item.status().ifPresent(status -> attribute("Status", String.valueOf(status)));
            attribute("Data", item.data());
            attribute("URL", item.url());
            rest("ResponseItem", item.extras());
        }
        response.extras().elements().forEach(this::kept);
        end("CiscoIPPhoneResponse");
    }

    private void error(PhoneError error) {
        out.append("<CiscoIPPhoneError");
        attribute("Number", String.valueOf(error.number()));
        error.extras().attributes().forEach(this::attribute);
        if (error.text().isEmpty() && error.extras().elements().isEmpty()) {
            out.append("/>\n");
            return;
        }
        out.append('>');
        text(error.text());
        error.extras().elements().forEach(this::kept);
        end("CiscoIPPhoneError");
    }

    /** Ends a start tag whose own attributes are written, and the element. */
    private void rest(String name, PageExtras extras) {
        extras.attributes().forEach(this::attribute);
        if (extras.elements().isEmpty()) {
            out.append("/>\n");
            return;
        }
        out.append(">\n");
        extras.elements().forEach(this::kept);
        end(name);
    }

    private void begin(String name, PageExtras extras) {
        out.append('<').append(name);
        extras.attributes().forEach(this::attribute);
        out.append(">\n");
    }

    private void end(String name) {
        out.append("</").append(name).append(">\n");
    }

    private void leafUnlessEmpty(String name, String text, PageExtras extras) {
        // An empty one stands before a second of its name, which would else be read as the first.
        boolean second = extras.elements().stream().anyMatch(each -> each.name().equals(name));
        if (!text.isEmpty() || second || !extras.attributesOf(name).isEmpty()) {
            leaf(name, text, extras);
        }
    }

    private void leaf(String name, String text, PageExtras extras) {
        Map<String, String> attributes = extras.attributesOf(name);
        out.append('<').append(name);
        attributes.forEach(this::attribute);
        out.append('>');
        text(text);
        end(name);
    }

    private void node(XmlNode node) {
        if (node instanceof XmlNode.Text text) {
            text(text.text());
        } else if (node instanceof XmlNode.Comment comment) {
            out.append("<!--").append(comment.text()).append("-->");
        } else if (node instanceof Element element) {
            out.append('<').append(element.name());
            element.attributes().forEach(this::attribute);
            nodes(element.name(), element.children());
        }
    }

    private void nodes(String name, List<XmlNode> children) {
        if (children.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        children.forEach(this::node);
        out.append("</").append(name).append('>');
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escaped(value, true);
        out.append('"');
    }

    private void text(String text) {
        escaped(text, false);
    }

    private void escaped(String text, boolean attribute) {
        StringBuilder escaped = new StringBuilder();
        Xml.escape(text, escaped, attribute);
        out.append(escaped.toString().replace("\"", "&quot;").replace("'", "&apos;"));
    }
}
