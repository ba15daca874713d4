package org.amana.search;

import java.nio.file.Path;
import java.time.Duration;
import org.amana.durable.OsDisk;
import org.amana.kernel.Courtesy;

/// Search over the papers, as the server has it.
final class House implements AutoCloseable {
    final Index index;
    final Feeder feeder;
    final Search search;

    House(Path folder, Papers papers) {
        AnalysedTexts texts = new AnalysedTexts(papers);
        index = new Index(new OsDisk(), folder, Shelf.KEY, Shelf.CONFIG);
        feeder = new Feeder(index, papers, texts, Courtesy.none());
        ModelThread model = new ModelThread(new Passages(index, texts::document), Duration.ofMinutes(1));
        feeder.start();
        search = new Search(index, model, texts, (asked, containers) -> containers, Shelf.CONFIG, feeder);
    }

    SearchResult find(String query) {
        return search.answer(SearchRequest.of(query), Shelf.asking(SearchRequest.of(query)));
    }

    @Override
    public void close() {
        search.close();
    }
}
