package dev.workerapp.ecosystem.yaml;

import dev.workerapp.ecosystem.source.Mistake;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Null;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Str;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one document, with anchors, aliases and merge keys ({@code <<}), as js-yaml does. It goes through the events
 * itself, so that each value knows its place and no text can make the stack overflow.
 */
public final class YamlReader {
    private static final int DEEPEST = 200;
    private static final String MERGE = "<<";

    private final Source source;
    private final Iterator<Event> events;
    private final Map<Anchor, Value> anchors = new HashMap<>();
    private int depth;

    private YamlReader(Source source) {
        this.source = source;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.events = new Parse(settings).parseString(source.text()).iterator();
    }

    /**
     * The document's value.
     *
     * @throws Refused if it is no YAML, or more than one document
     */
    public static Value read(Source source) throws Refused {
        try {
            return new YamlReader(source).document();
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(YamlReader::position).orElse(null);
            throw new Refused(new Mistake(source.name(), at, "no YAML: " + e.getProblem()));
        } catch (ReaderException e) {
            throw source.refused(
                    source.text().offsetByCodePoints(0, e.getPosition()),
                    "no YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new Refused(new Mistake(source.name(), null, "no YAML: " + e.getMessage()));
        }
    }

    private Value document() throws Refused {
        Event event = events.next();
        while (event instanceof StreamStartEvent || event instanceof DocumentStartEvent) {
            event = events.next();
        }
        if (!(event instanceof NodeEvent)) {
            return new Null(new Position(1, 1));
        }
        Value value = value(event);
        while (events.hasNext()) {
            Event next = events.next();
            if (next instanceof DocumentStartEvent) {
                throw refused(next, "a second document begins here: PM2 takes one");
            }
        }
        return value;
    }

    private Value value(Event event) throws Refused {
        if (++depth > DEEPEST) {
            throw refused(event, "nested more than " + DEEPEST + " levels deep");
        }
        Value value =
                switch (event) {
                    case AliasEvent alias -> alias(alias);
                    case ScalarEvent scalar -> keep(scalar.getAnchor(), Scalars.value(scalar, at(scalar)));
                    case SequenceStartEvent start -> keep(start.getAnchor(), sequence(at(start)));
                    case MappingStartEvent start -> keep(start.getAnchor(), mapping(at(start)));
                    default -> throw refused(event, "expected a value");
                };
        depth--;
        return value;
    }

    private Value keep(Optional<Anchor> anchor, Value value) {
        anchor.ifPresent(a -> anchors.put(a, value));
        return value;
    }

    private Value alias(AliasEvent alias) throws Refused {
        Value value = anchors.get(alias.getAlias());
        if (value == null) {
            throw refused(alias, "no value before this one has the anchor &" + alias.getAlias());
        }
        return value;
    }

    private Arr sequence(@Nullable Position at) throws Refused {
        List<Value> items = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            items.add(value(next));
        }
        return new Arr(items, at);
    }

    private Obj mapping(@Nullable Position at) throws Refused {
        Map<String, Member> own = new LinkedHashMap<>();
        Map<String, Member> merged = new LinkedHashMap<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            String key = key(next);
            boolean merge = key.equals(MERGE) && next instanceof ScalarEvent scalar && scalar.isPlain();
            Event valueEvent = events.next();
            Value value = value(valueEvent);
            if (merge) {
                merge(value, valueEvent, merged);
            } else if (own.put(key, new Member(value, at(next))) != null) {
                throw refused(next, "the key " + key + " is there twice");
            }
        }
        Map<String, Member> all = new LinkedHashMap<>(merged);
        own.forEach((key, member) -> {
            all.remove(key);
            all.put(key, member);
        });
        return new Obj(all, at);
    }

    private String key(Event event) throws Refused {
        if (event instanceof ScalarEvent scalar) {
            keep(scalar.getAnchor(), new Str(scalar.getValue(), at(scalar)));
            return scalar.getValue();
        }
        if (event instanceof AliasEvent alias && alias(alias) instanceof Str str) {
            return str.text();
        }
        throw refused(event, "a key must be a text");
    }

    /** What comes first in a list takes precedence. */
    private void merge(Value value, Event event, Map<String, Member> merged) throws Refused {
        for (Value from : value.asList()) {
            if (!(from instanceof Obj object)) {
                throw refused(event, "<< takes an object, or a list of objects");
            }
            object.members().forEach(merged::putIfAbsent);
        }
    }

    private Refused refused(Event event, String message) {
        return new Refused(new Mistake(source.name(), at(event), message));
    }

    private static @Nullable Position at(Event event) {
        return event.getStartMark().map(YamlReader::position).orElse(null);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
