//! What workers send each other: the one place that knows the engine.

use std::cell::RefCell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use timely::dataflow::InputHandleVec;
use timely::dataflow::channels::pact::Exchange;
use timely::dataflow::operators::generic::operator::Operator;
use timely::dataflow::operators::vec::Input;
use timely::worker::Worker;

use crate::cluster::hash;

/// A parcel is sent once it holds so many bytes.
const PARCEL: usize = 1 << 18;

/// So many bytes may be on their way from one worker to another: who sends faster than the other takes would fill its memory.
const WINDOW: u64 = 1 << 23;

/// What one worker sends another.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Parcel {
    from: u64,
    to: u64,
    what: What,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum What {
    /// Records as JSON Lines: they travel as they stand in files.
    Lines(String),
    /// So many bytes of those were taken.
    Taken(u64),
    /// No more will come.
    Done,
}

/// Which worker looks after what: all agree on it, whoever asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owners(u64);

impl Owners {
    /// The owner of an article, a claim or a cluster, by its id.
    pub(super) fn of(self, id: &str) -> usize {
        self.of_number(hash(id))
    }

    /// The owner of a number that is spread evenly.
    pub(super) fn of_number(self, number: u64) -> usize {
        (number % self.0) as usize
    }
}

/// One worker's end of the network. All workers call the same exchanges in the same order.
pub(super) struct Net<'w> {
    worker: &'w mut Worker,
    /// Bytes handed to other workers so far.
    pub(super) sent: u64,
    /// The first line that was not understood: another version of this program sent it.
    pub(super) fault: Option<serde_json::Error>,
}

impl<'w> Net<'w> {
    pub(super) fn new(worker: &'w mut Worker) -> Net<'w> {
        Net { worker, sent: 0, fault: None }
    }

    /// The number of this worker among all, from 0.
    pub(super) fn index(&self) -> usize {
        self.worker.index()
    }

    /// How many workers there are.
    pub(super) fn peers(&self) -> usize {
        self.worker.peers()
    }

    /// Who looks after what.
    pub(super) fn owners(&self) -> Owners {
        Owners(self.worker.peers() as u64)
    }

    /// Sends each record to its worker and takes what is sent here, in no order; returns when all workers are done.
    pub(super) fn exchange<T: Serialize + DeserializeOwned>(
        &mut self,
        records: impl IntoIterator<Item = (usize, T)>,
        take: impl FnMut(T),
    ) {
        self.send(|out| records.into_iter().for_each(|(to, record)| out.send(to, record)), take);
    }

    /// The same for whoever hands over records as it goes. What a worker sends itself is handed over as it is.
    pub(super) fn send<T: Serialize + DeserializeOwned, A>(
        &mut self,
        feed: impl FnOnce(&mut Outbox<'_, T>) -> A,
        mut take: impl FnMut(T),
    ) -> A {
        let own = self.index();
        let inbox: Rc<RefCell<Vec<Parcel>>> = Rc::default();
        let mut input: InputHandleVec<u64, Parcel> = InputHandleVec::new();
        let arrived = Rc::clone(&inbox);
        self.worker.dataflow(|scope| {
            scope.input_from(&mut input).sink(Exchange::new(|parcel: &Parcel| parcel.to), "parcels", move |(input, _)| {
                input.for_each(|_, parcels| arrived.borrow_mut().append(parcels));
            });
        });
        let peers = self.worker.peers();
        let mut out = Outbox {
            own,
            worker: self.worker,
            input,
            inbox,
            parcels: vec![Vec::new(); peers],
            under_way: vec![0; peers],
            done: 0,
            take: &mut take,
            sent: 0,
            fault: None,
        };
        let answer = feed(&mut out);
        let (sent, fault) = out.close();
        self.sent += sent;
        self.fault = self.fault.take().or(fault);
        answer
    }

    /// Gives every worker what each has, by the number of the worker.
    pub(super) fn share<T: Serialize + DeserializeOwned + Clone>(&mut self, own: T) -> Vec<T> {
        let (index, peers) = (self.index(), self.peers());
        let mut all: Vec<(usize, T)> = Vec::new();
        self.exchange((0..peers).map(|to| (to, (index, own.clone()))), |part| all.push(part));
        all.sort_by_key(|(from, _)| *from);
        all.into_iter().map(|(_, part)| part).collect()
    }
}

/// Where records are put that go to other workers.
pub(super) struct Outbox<'o, T> {
    own: usize,
    worker: &'o mut Worker,
    input: InputHandleVec<u64, Parcel>,
    inbox: Rc<RefCell<Vec<Parcel>>>,
    /// What is to be sent to each worker next.
    parcels: Vec<Vec<u8>>,
    /// Bytes that were sent to each worker and are not taken yet.
    under_way: Vec<u64>,
    /// How many of the others have sent all.
    done: usize,
    take: &'o mut dyn FnMut(T),
    sent: u64,
    fault: Option<serde_json::Error>,
}

impl<T: Serialize + DeserializeOwned> Outbox<'_, T> {
    pub(super) fn send(&mut self, to: usize, record: T) {
        if to == self.own {
            (self.take)(record);
            return;
        }
        let Some(lines) = self.parcels.get_mut(to) else { return };
        if let Err(e) = serde_json::to_writer(&mut *lines, &record) {
            self.fault = self.fault.take().or(Some(e));
        }
        lines.push(b'\n');
        if lines.len() >= PARCEL {
            let lines = std::mem::take(lines);
            self.ship(to, lines);
            self.open();
        }
    }

    fn ship(&mut self, to: usize, lines: Vec<u8>) {
        while self.under_way.get(to).is_some_and(|bytes| *bytes >= WINDOW) {
            self.wait();
        }
        let bytes = lines.len() as u64;
        self.sent += bytes;
        if let Some(under_way) = self.under_way.get_mut(to) {
            *under_way += bytes;
        }
        // What serde_json writes is UTF-8.
        self.post(to, What::Lines(String::from_utf8(lines).unwrap_or_default()));
        self.worker.step();
    }

    /// Puts a parcel where the next step of the engine finds it. What is sorted by its receiver waits there until the next epoch begins.
    fn post(&mut self, to: usize, what: What) {
        self.input.send(Parcel { from: self.own as u64, to: to as u64, what });
        let next = self.input.time() + 1;
        self.input.advance_to(next);
    }

    /// Waits until something comes, and hands it over.
    fn wait(&mut self) {
        // The engine sends nothing while it is parked: no word of what was taken may be left behind.
        self.worker.step();
        if self.inbox.borrow().is_empty() {
            self.worker.step_or_park(None);
        }
        self.open();
    }

    /// Hands over what has come, until no more has.
    fn open(&mut self) {
        loop {
            let parcels = self.inbox.take();
            if parcels.is_empty() {
                return;
            }
            parcels.into_iter().for_each(|parcel| self.unpack(parcel));
            self.worker.step();
        }
    }

    fn unpack(&mut self, Parcel { from, what, .. }: Parcel) {
        match what {
            What::Lines(lines) => {
                for record in serde_json::Deserializer::from_str(&lines).into_iter() {
                    match record {
                        Ok(record) => (self.take)(record),
                        Err(e) => self.fault = self.fault.take().or(Some(e)),
                    }
                }
                self.post(from as usize, What::Taken(lines.len() as u64));
            }
            What::Taken(bytes) => {
                if let Some(under_way) = self.under_way.get_mut(from as usize) {
                    *under_way = under_way.saturating_sub(bytes);
                }
            }
            What::Done => self.done += 1,
        }
    }

    /// Sends the rest and waits for that of the others.
    fn close(mut self) -> (u64, Option<serde_json::Error>) {
        for (to, lines) in std::mem::take(&mut self.parcels).into_iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
            self.ship(to, lines);
        }
        let others = self.under_way.len().saturating_sub(1);
        for to in (0..=others).filter(|to| *to != self.own).collect::<Vec<_>>() {
            self.post(to, What::Done);
        }
        // Until all have sent all, they wait for word of what was taken.
        while self.done < others {
            self.wait();
        }
        let Outbox { input, worker, sent, fault, .. } = self;
        input.close();
        while worker.has_dataflows() {
            worker.step_or_park(None);
        }
        (sent, fault)
    }
}
