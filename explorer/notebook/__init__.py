"""The front door for notebooks and scripts: a file in; tables, a graph, pictures and files out.

    >>> import explorer as ex
    >>> l = ex.open("riverton")
    >>> l
    Riverton and the night buses: 5 events, 4 actors, 7 relations, 2 sources, as of 25 July 2025

`ex.open` takes a landscape's folder; a workbook, zip of tables, JSON file or page that was exported from one; or any
file that `import` reads. What is wrong is one `ex.ExplorerError`, whose text says what, where and how to mend it. What
was guessed or not kept of somebody else's file stands in `l.guessed` and `l.not_kept`.

Tables are pandas frames, a row a record, by id. A date is there as written (`date`), and as two days, `earliest` and
`latest`, both included; NaT is an open end, and nothing else is. A text that is not known is "", several are a tuple.

    >>> l.events.loc["ordinance-planned", ["date", "earliest", "latest", "status"]].to_list()
    ['2025-08?', Timestamp('2025-08-01 00:00:00'), Timestamp('2025-08-31 00:00:00'), 'planned']
    >>> told = l.relations[l.relations.subject == "riders"]
    >>> told[["subject_name", "verb_label", "object_name", "basis"]].values.tolist()
    [['Night riders', 'supports', 'Night order', 'claimed']]
    >>> sorted(l.graph.successors("ana-reyes"))
    ['council', 'night-order']

Pictures show themselves in Jupyter and marimo, and can be saved. What they show is chosen by the words of
`ex.choices()`: the fields of a selection, which is what the page's address says.

    >>> l.timeline(focus="ana-reyes", lanes="city")
    Timeline: Selected: Ana Reyes. Only lanes: City. 3 of 5 events, 3 of 4 actors, 6 of 7 relations.
    >>> l.network(nodes="actors").save("network.svg")
    PosixPath('network.svg')
    >>> print(l.record("ana-reyes").text.splitlines()[0])
    Ana Reyes
    >>> l.timeline(colour="red")
    Traceback (most recent call last):
        ...
    explorer.notebook.choices.BadChoice: “colour” is not something to choose — use one of focus, to, in_order, ...

`save` writes what the name's ending says: .pptx .pdf .png .svg .html .xlsx .zip (CSV) .json .graphml .gexf .ics, or
a folder of tables.

    >>> l.save("riverton.xlsx")
    PosixPath('riverton.xlsx')
    >>> ex.open("riverton.xlsx").events.equals(l.events)
    True
"""
