package org.emcc.core.em;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode.Element;
import org.jspecify.annotations.Nullable;

/** Makes XML of the bytes of an object: odd encodings, declarations and ampersands are mended here (em-api-and-axl 2.10). */
final class PhonePageSource {
    private static final Pattern DECLARATION = Pattern.compile("[\\s\\uFEFF]*<\\?xml(?=[\\s?])([^>]{0,200}?)\\?>");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    /** The encodings in which a document that is not UTF-8 and has no mark may be, besides those of XML itself. */
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)ISO-8859-\\d{1,2}|WINDOWS-125\\d|SHIFT_JIS|EUC-(JP|KR)|GB2312|GBK|GB18030|BIG5|US-ASCII");

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});");

    private final List<Problem> remarks;

    private PhonePageSource(List<Problem> remarks) {
        this.remarks = remarks;
    }

    /** The root element, with a remark for each thing that was mended. */
    static Element tree(byte[] document, List<Problem> remarks) throws XmlException {
        PhonePageSource source = new PhonePageSource(remarks);
        return source.tree(source.withoutDeclarations(source.decoded(document)));
    }

    /** The text of the document: its own byte order mark or encoding first, then UTF-8, and ISO-8859-1 where that fails. */
    private String decoded(byte[] document) {
        Charset marked = mark(document);
        if (marked != null) {
            return new String(document, marked); // the mark itself goes with the declarations
        }
        Charset declared = declared(document);
        try {
            return declared.newDecoder().decode(ByteBuffer.wrap(document)).toString();
        } catch (CharacterCodingException e) {
            remark("document", "the bytes are not " + declared.name() + " and were read as ISO-8859-1");
            return new String(document, StandardCharsets.ISO_8859_1);
        }
    }

    private static Charset declared(byte[] document) {
        String head = new String(document, 0, Math.min(document.length, 512), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(head);
        int from = 0;
        while (declaration.region(from, head.length()).lookingAt()) {
            Matcher encoding = ENCODING.matcher(declaration.group(1));
            if (encoding.find()
                    && OTHERS.matcher(encoding.group(1)).matches()
                    && Charset.isSupported(encoding.group(1))) {
                return Charset.forName(encoding.group(1));
            }
            from = declaration.end();
        }
        return StandardCharsets.UTF_8;
    }

    private static @Nullable Charset mark(byte[] document) {
        int first = document.length > 0 ? document[0] & 0xFF : 0;
        int second = document.length > 1 ? document[1] & 0xFF : 0;
        int third = document.length > 2 ? document[2] & 0xFF : 0;
        if (first == 0xFE && second == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0xEF && second == 0xBB && third == 0xBF ? StandardCharsets.UTF_8 : null;
    }

    private String withoutDeclarations(String text) {
        int from = 0;
        int declarations = 0;
        Matcher declaration = DECLARATION.matcher(text);
        while (declaration.region(from, text.length()).lookingAt()) {
            from = declaration.end();
            declarations++;
        }
        if (declarations > 1) {
            remark("document", "there is more than one XML declaration");
        }
        while (from < text.length() && (text.charAt(from) == '\uFEFF' || Character.isWhitespace(text.charAt(from)))) {
            from++;
        }
        return text.substring(from).strip();
    }

    private Element tree(String text) throws XmlException {
        try {
            return parsed(text);
        } catch (XmlException e) {
            String mended = mended(text);
            if (mended.length() == text.length()) {
                throw e;
            }
            Element root = parsed(mended);
            remark("document", "an ampersand is not escaped");
            return root;
        }
    }

    /** The text with ampersands that begin nothing escaped; CDATA and comments stay as they are. */
    private static String mended(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        Matcher reference = REFERENCE.matcher(text);
        int i = 0;
        while (i < text.length()) {
            int end = endOfLiteral(text, i);
            out.append(text, i, end);
            if (end == i) {
                boolean lone = text.charAt(i) == '&'
                        && !reference.region(i, text.length()).lookingAt();
                out.append(lone ? "&amp;" : text.charAt(i));
                end++;
            }
            i = end;
        }
        return out.toString();
    }

    /** Where CDATA or a comment that begins here ends; here, when none does. */
    private static int endOfLiteral(String text, int from) {
        String close = text.startsWith("<![CDATA[", from) ? "]]>" : text.startsWith("<!--", from) ? "-->" : "";
        if (close.isEmpty()) {
            return from;
        }
        int end = text.indexOf(close, from);
        return end < 0 ? text.length() : end + close.length();
    }

    private static Element parsed(String text) throws XmlException {
        return Xml.read(text.getBytes(StandardCharsets.UTF_8), Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
    }

    private void remark(String where, String message) {
        remarks.add(new Problem(where, message));
    }
}
